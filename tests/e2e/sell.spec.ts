import { expect, test } from '@playwright/test';
import { type OneTill, openOneTill } from './one-till.ts';
import type { Shop, TillHost } from './shop.ts';
import { DESKTOP, TABLET, type TillPage } from './till-page.ts';

/** GTIN, sku, name and prices are the demo shop's (resources/demo/products.csv.gz). */
const GLOBE = { gtin: '2900100020008', sku: '10002', name: 'Inflatable Political Globe', price: 0.85 };
const TAPES = { gtin: '2900101250008', sku: '10125', name: 'Mini Funky Design Tapes', price: 0.85 };

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let host: TillHost;
let till: TillPage;

test.beforeAll(async () => {
  one = await openOneTill();
  ({ shop, host, till } = one);
});

test.afterAll(() => one?.close());

test('the sign-in screen shows the demo PINs; a wrong PIN is told', async () => {
  await expect(till.page.getByText('1234').first()).toBeVisible();
  await till.shot('sign-in-en');
  await till.get('operator-tile').first().click();
  await till.page.keyboard.type('0000', { delay: 60 });
  await till.page.keyboard.press('Enter');
  await expect(till.get('notice')).toHaveAttribute('data-code', 'pin-wrong');
  await till.signIn();
  await till.shot('sell-empty-en');
});

test('scans add lines anywhere on the screen and never land in a field; twice is quantity two', async () => {
  await till.get('search').focus();
  await till.scanByKeys(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.scan(GLOBE.gtin);
  await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '2');
  await expect(till.get('search')).toHaveValue('');
  await till.scan(TAPES.gtin);
  await expect(till.get('cart-line')).toHaveCount(2);
  await expect(till.get('total')).toHaveText('£2.55');
});

test('any part of a name finds; keys choose; tax is shown', async () => {
  await till.page.keyboard.press('F2');
  await till.type('political glo');
  await expect(till.get('search-result').first()).toContainText(GLOBE.name);
  await till.shot('sell-search-en');
  await till.page.keyboard.press('Enter');
  await expect(
    till.page.locator(`[data-testid="cart-line"][data-sku="${GLOBE.sku}"] [data-testid="line-quantity"]`),
  ).toHaveAttribute('data-quantity', '3');
  await expect(till.get('tax')).toHaveText('0.57');
});

test('a line is discounted by percent, the cart by amount, with the reasons to be seen', async () => {
  await till.page.keyboard.press('F7');
  await expect(till.get('discount-panel')).toBeVisible();
  await till.shot('sell-discount-en');
  await till.page.keyboard.press('Escape');
  await till.get('cart-line').first().getByRole('button').first().click();
  await expect(till.get('line-panel')).toBeVisible();
  await till.shot('sell-line-en');
  await till.page.keyboard.press('Escape');
  await till.page.keyboard.press('/');
  await discount('percent', '5');
  await expect(till.get('line-adjustment')).toHaveCount(1);
  await till.page.keyboard.press('F7');
  await discount('amount', '0.1');
  await expect(till.get('discounts')).toBeVisible();
  await till.shot('sell-en');
});

test('a removed line comes back', async () => {
  const total = await till.get('total').textContent();
  await till.page.keyboard.press('-');
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.get('undo').click();
  await expect(till.get('cart-line')).toHaveCount(2);
  await expect(till.get('total')).toHaveText(total ?? '');
});

test('paid is said after the journal has it; the drawer opens and the receipt is printed', async () => {
  await till.page.keyboard.press('F12');
  await expect(till.get('tender-exact')).toBeVisible();
  await till.shot('pay-en');
  await till.scan(TAPES.gtin);
  await expect(till.get('notice')).toHaveAttribute('data-code', 'scan-while-paying');
  await till.get('tender-quick').first().click();
  await expect(till.get('paid')).toBeVisible();
  const order = host.journal().find((fact) => fact.kind === 'order.completed');
  expect(order, 'the journal has the order when the screen says paid').toBeDefined();
  await till.shot('paid-en');
  await expect.poll(async () => (await shop.receipts()).length).toBe(1);
  const [receipt] = await shop.receipts();
  expect(JSON.stringify(receipt)).toContain(GLOBE.name);
  await expect.poll(() => host.journal().map((fact) => fact.kind)).toContain('receipt.issued');
  expect(host.journal().filter((fact) => fact.kind === 'drawer.opened')).toHaveLength(1);
});

test('the next scan is the next customer', async () => {
  await till.scan(TAPES.gtin);
  await expect(till.get('paid')).toHaveCount(0);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
});

test('receipts can be looked at as a picture and printed again as a copy', async () => {
  await till.nextSale();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-row').first()).toBeVisible();
  await expect(till.get('receipt-picture')).toBeVisible();
  await till.shot('receipts-en');
  await printed(2);
  const before = (await shop.receipts()).length;
  await till.page.keyboard.press('Control+p');
  await expect.poll(async () => (await shop.receipts()).length).toBe(before + 1);
  expect(JSON.stringify((await shop.receipts())[0])).toContain('COPY');
  await till.get('rail-sell').click();
});

test('what goes wrong says what to do and traps nobody', async () => {
  await till.scan('2999999999991');
  await expect(till.get('notice')).toHaveAttribute('data-code', 'barcode-unknown');
  await till.shot('sell-unknown-en');
  await till.scan('2900100020009');
  await expect(till.get('notice')).toHaveAttribute('data-code', 'barcode-check-digit');
  await till.scan(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await shop.printerFaults({ dead: true });
  await till.payExact();
  await expect(till.get('print-retry')).toBeVisible({ timeout: 30_000 });
  await till.shot('paid-printer-dead-en');
  await till.scan(TAPES.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await shop.printerFaults({ dead: false });
  const before = (await shop.receipts()).length;
  await till.get('print-retry').click();
  await expect.poll(async () => (await shop.receipts()).length).toBe(before + 1);
  await till.payExact();
});

test('a whole sale by keyboard alone', async () => {
  await till.nextSale();
  await till.type('3*');
  await expect(till.get('multiplier')).toBeVisible();
  await till.type('mini funky');
  await expect(till.get('search-result').first()).toContainText(TAPES.name);
  await till.page.keyboard.press('Enter');
  await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '3');
  await till.type('++');
  await expect(till.get('paid')).toBeVisible();
});

test('a cart survives a reload and a sign-out, and selling goes on when the worker that looks products up dies', async () => {
  await till.scan(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.page.keyboard.press('Control+l');
  await expect(till.get('operator-tile').first()).toBeVisible();
  await till.page.reload();
  await till.signIn();
  await expect(till.get('cart-line')).toHaveCount(1);
  await endViews();
  await till.scan(GLOBE.gtin);
  await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '2');
  await till.payExact();
});

/** Ends the worker that looks products up, as a browser that needs its memory does. */
async function endViews(): Promise<void> {
  const views = till.page.workers().find((worker) => worker.url().includes('views'));
  if (!views) throw new Error('there is no worker for the views');
  const ended = views.waitForEvent('close');
  await views.evaluate(() => self.close());
  await ended;
}

test('what fails in a section leaves the till and its cart: support is told, and one goes on', async () => {
  await till.scan(GLOBE.gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  // What the browser keeps for the page is broken: the panel that reads it cannot be shown.
  await till.page.evaluate(() => {
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = function (key) {
      return document.body.dataset.broken === 'yes' ? JSON.parse('{') : getItem.call(this, key);
    };
    document.body.dataset.broken = 'yes';
  });
  await till.page.keyboard.press('F4');
  await expect(till.get('section-fault')).toHaveAttribute('data-section', 'sell');
  await expect(till.get('section-fault-details')).toContainText('SyntaxError');
  await expect(till.get('cart-line')).toHaveCount(0);
  await till.looksRight('section-fault-en');
  await till.page.evaluate(() => {
    document.body.dataset.broken = 'no';
  });
  await till.get('section-fault-again').click();
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
});

test('Simplified Chinese, switched while running, and dark', async () => {
  await till.get('rail-more').click();
  await till.shot('more-en');
  await till.get('language-zh-CN').click();
  await expect(till.page.locator('html')).toHaveAttribute('lang', /^zh/);
  await till.shot('more-zh');
  await till.get('rail-sell').click();
  await till.scan(GLOBE.gtin);
  await till.scan(TAPES.gtin);
  await till.shot('sell-zh');
  await till.page.emulateMedia({ colorScheme: 'dark' });
  await till.shot('sell-zh-dark');
  await till.page.setViewportSize(TABLET);
  await till.shot('sell-zh-dark-tablet');
  await till.page.emulateMedia({ colorScheme: 'light' });
  await till.shot('sell-zh-tablet');
  await till.page.keyboard.press('F12');
  await till.shot('pay-zh-tablet');
  await till.page.setViewportSize(DESKTOP);
  await till.shot('pay-zh');
  await till.get('tender-exact').click();
  await expect(till.get('paid')).toBeVisible();
  await till.shot('paid-zh');
  await till.nextSale();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-picture')).toBeVisible();
  await till.shot('receipts-zh');
  await till.page.keyboard.press('Control+l');
  await expect(till.get('operator-tile').first()).toBeVisible();
  await till.shot('sign-in-zh');
  await till.signIn();
  await till.page.keyboard.press('F1');
  await expect(till.get('keys-help')).toBeVisible();
  await till.shot('keys-zh');
  await till.page.keyboard.press('Escape');
});

test('axe finds nothing, and every target is big enough for a finger', async () => {
  for (const rail of ['rail-sell', 'rail-receipts', 'rail-more']) {
    await till.get(rail).click();
    await till.page.getByRole('main').first().waitFor();
    await till.looksRight(rail);
  }
});

test('the server has every sale, once, and no exception', async () => {
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  expect(await shop.exceptions()).toEqual([]);
});

/** Waits until so many receipts came out, as the journal has it. */
async function printed(count: number): Promise<void> {
  await expect.poll(() => host.journal().filter(({ kind }) => kind === 'receipt.issued').length).toBe(count);
}

async function discount(kind: 'percent' | 'amount', digits: string): Promise<void> {
  await till.get(`discount-kind-${kind}`).click();
  await till.type(digits);
  await till.page.keyboard.press('Enter');
}
