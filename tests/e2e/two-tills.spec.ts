import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { openWindow } from './open-till.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { endHard, newProfile, type TillPage } from './till-page.ts';

/** In the demo shop: 49 on the shelf of the high street at first. */
const TAPES = { gtin: '2900101250008', sku: '10125' };
const OPENING = 49;

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let hosts: [TillHost, TillHost];
let profiles: [string, string];
let browsers: [BrowserContext, BrowserContext];
let tills: [TillPage, TillPage];
/** Every figure each till ever showed for the product, in order. */
const shown: [number[], number[]] = [[], []];

test.beforeAll(async () => {
  shop = await openShop();
  hosts = [await openTillHost(shop, 'high-street', 'Till 1'), await openTillHost(shop, 'high-street', 'Till 2')];
  profiles = [newProfile(shop), newProfile(shop)];
  const [first, second] = [await openOwn(0), await openOwn(1)];
  browsers = [first.browser, second.browser];
  tills = [first.till, second.till];
  await toShelf(0);
  await toShelf(1);
});

test.afterAll(async () => {
  for (const browser of browsers ?? []) await browser.close();
  for (const host of hosts ?? []) await host.stop();
  await shop?.close();
});

test('a sale on one till lowers the shelf figure on the other within a second', async () => {
  await expect.poll(() => tills[1].stockOf(TAPES.sku)).toBe(OPENING);
  await sell(0);
  await expect.poll(() => tills[1].stockOf(TAPES.sku), { timeout: 1_000, intervals: [20] }).toBe(OPENING - 1);
  expect(await tills[0].stockOf(TAPES.sku)).toBe(OPENING - 1);
});

test('without a server both go on selling, and say that they are offline and what waits', async () => {
  await shop.stopServer();
  for (const till of tills) await expect(till.get('status')).toHaveAttribute('data-state', 'offline');
  await sell(0);
  await sell(0);
  await sell(1);
  expect(await tills[0].stockOf(TAPES.sku)).toBe(OPENING - 3);
  expect(await tills[1].stockOf(TAPES.sku)).toBe(OPENING - 2);
  await tills[0].get('status').click();
  await expect(tills[0].get('waiting-orders')).toContainText('2');
  await tills[0].shot('offline-en');
  await tills[0].page.keyboard.press('Escape');
});

test('killed in the middle and started again, no paid sale is missing', async () => {
  await tills[0].scan(TAPES.gtin);
  await tills[0].payExact();
  await hosts[0].stop('SIGKILL');
  await endHard(browsers[0]);
  await hosts[0].start();
  ({ browser: browsers[0], till: tills[0] } = await openOwn(0));
  await toShelf(0);
  const orders = hosts[0].journal().filter((fact) => fact.kind === 'order.completed');
  expect(orders).toHaveLength(4);
  await expect.poll(() => tills[0].stockOf(TAPES.sku)).toBe(OPENING - 4);
  await tills[0].get('rail-receipts').click();
  await expect(tills[0].get('receipt-row')).toHaveCount(4);
  await tills[0].shot('receipts-offline-en');
  await tills[0].get('rail-sell').click();
  await show(0);
});

test('the browser loses all it had: the journal gives it back', async () => {
  await browsers[0].close();
  profiles[0] = newProfile(shop);
  ({ browser: browsers[0], till: tills[0] } = await openOwn(0));
  await tills[0].page.goto(hosts[0].url);
  await tills[0].get('rail-receipts').click();
  await expect(tills[0].get('receipt-row')).toHaveCount(4);
});

test('the server is back: everything arrives once, both show the same stock', async () => {
  await shop.startServer();
  for (const till of tills)
    await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  await tills[0].get('rail-sell').click();
  await show(0);
  for (const till of tills) await expect.poll(() => till.stockOf(TAPES.sku)).toBe(OPENING - 5);
  expect(await shop.exceptions()).toEqual([]);
});

test('the server is killed while a sale is under way: nothing is counted twice or not at all', async () => {
  await shop.stopServer('SIGKILL');
  await sell(1);
  await shop.startServer();
  for (const till of tills) await expect.poll(() => till.stockOf(TAPES.sku), { timeout: 30_000 }).toBe(OPENING - 6);
  await expect(tills[1].get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
});

test('no till ever showed a figure that counted a sale twice or forgot one of its own', async () => {
  for (const figures of shown) {
    expect(figures.length).toBeGreaterThan(2);
    for (let i = 1; i < figures.length; i++) expect(figures[i]).toBeLessThanOrEqual(figures[i - 1] ?? OPENING);
    expect(Math.min(...figures)).toBe(OPENING - 6);
  }
});

/** A window on what the till's browser has stored, which tells every figure it shows for the product. */
async function openOwn(index: 0 | 1): Promise<{ browser: BrowserContext; till: TillPage }> {
  const opened = await openWindow(profiles[index]);
  await tellFigures(opened.till.page, shown[index]);
  return opened;
}

/** Opens its till up to the shelf, with the product in sight. */
async function toShelf(index: 0 | 1): Promise<void> {
  await tills[index].open(hosts[index].url);
  await tills[index].signIn();
  await show(index);
}

async function tellFigures(page: Page, figures: number[]): Promise<void> {
  await page.exposeFunction('tellFigure', (figure: number) => figures.push(figure));
  await page.addInitScript((sku) => {
    let last: string | null = null;
    const look = () => {
      const now = document
        .querySelector(`[data-sku="${sku}"] [data-testid="tile-stock"]`)
        ?.getAttribute('data-on-hand');
      if (now == null || now === last) return;
      last = now;
      (window as unknown as { tellFigure(figure: number): void }).tellFigure(Number(now));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  }, TAPES.sku);
}

/** Brings the product's tile on the screen. */
async function show(index: 0 | 1): Promise<void> {
  const till = tills[index];
  await till.page.keyboard.press('F2');
  await till.type('mini funky design');
  await expect(till.get('search-result').first()).toHaveAttribute('data-sku', TAPES.sku);
}

async function sell(index: 0 | 1): Promise<void> {
  const till = tills[index];
  await till.scan(TAPES.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await till.nextSale();
  await show(index);
}
