import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Locator, test } from '@playwright/test';
import { transferCode } from '#renderer/features/stock/transfer/transfer-code.ts';
import { type Line, openLine } from './line.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { DESKTOP, MANAGER, openBrowser, TABLET, TillPage } from './till-page.ts';

/** In the demo shop: 49 of it in either store. */
const TAPES = { gtin: '2900101250008', sku: '10125', opening: 49 };
/** 33 of it in either store. */
const GLOBE = { gtin: '2900100020008', sku: '10002' };
/** 16 of it in either store. */
const TAG = { gtin: '2900206580000', sku: '20658', opening: 16 };
const TEA = { gtin: '2902000000036', sku: 'SP-TEA' };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
/** The high street's way to the server. */
let wire: Line;
let hosts: [TillHost, TillHost];
let browsers: BrowserContext[] = [];
/** Of the high street, and of the trade counter in Chinese. */
let tills: [TillPage, TillPage];

test.beforeAll(async () => {
  shop = await openShop();
  wire = await openLine(Number(new URL(shop.serverUrl).port));
  hosts = [
    await openTillHost({ ...shop, serverUrl: `http://127.0.0.1:${wire.port}` }, 'high-street', 'Till 1'),
    await openTillHost(shop, 'trade-counter', 'Till 2'),
  ];
  browsers = await Promise.all(hosts.map(() => openBrowser(mkdtempSync(path.join(shop.folder, 'browser-')))));
  tills = [await openTill(0), await openTill(1)];
});

test.afterAll(async () => {
  for (const browser of browsers) await browser.close();
  for (const host of hosts ?? []) await host.stop();
  await wire?.close();
  await shop?.close();
});

test('a delivery is received with a shortage and damage, left half done and gone on with', async () => {
  const [till] = tills;
  await openStock(till);
  await seen(till, 'home');
  await till.get('stock-receive').click();
  await expect(till.get('start-receive')).toBeVisible();
  await till.get('receive-free').click();
  await till.looksRight('stock-receive-empty');
  await till.scan('4006381333931');
  await expect(notice(till, 'barcode-unknown')).toBeVisible();
  await till.get('stock-fix-list').click();
  await expect(notice(till, 'fix-listed')).toBeVisible();
  await till.type('12*');
  await expect(till.get('stock-multiplier')).toBeVisible();
  await till.scan(TAPES.gtin);
  await expect(line(till, TAPES.sku)).toHaveAttribute('data-quantity', '12');
  await till.get('line-damaged').fill('2');
  await till.get('line-expected').fill('15');
  await till.get('line-cost').fill('4.20');
  await till.scan(GLOBE.gtin);
  await expect(till.get('work-line')).toHaveCount(2);
  await till.get('work-undo').click();
  await expect(till.get('work-line')).toHaveCount(1);
  await seen(till, 'receive-lines');
  await till.page.reload();
  await openStock(till);
  await till.get('kept-draft').click();
  await expect(line(till, TAPES.sku)).toHaveAttribute('data-damaged', '2');
  await till.press('F12');
  await expect(till.get('review-row')).toHaveAttribute('data-missing', '1');
  await seen(till, 'receive-review');
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.looksRight('stock-receive-done');
  await till.press('F12');
  await expect(till.get('kept-draft')).toHaveCount(0);
  await till.scan(TAPES.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(TAPES.opening + 12));
  await expect(till.get('stock-movement').first()).toHaveAttribute('data-kind', 'received');
  await expect(here(till, 'onHand')).toHaveText(String(TAPES.opening + 12));
  await seen(till, 'product');
  await till.press('Escape');
});

test('an order comes in part, and the rest of it stays on its way', async () => {
  const [till] = tills;
  const asked = till.page.waitForResponse(/\/api\/stock\/variants\//);
  await till.scan(GLOBE.gtin);
  const { variantId } = await (await asked).json();
  await till.press('Escape');
  await placeOrder(till, variantId);
  await till.get('stock-receive').click();
  await till.get('order-row').click();
  await expect(line(till, GLOBE.sku)).toHaveAttribute('data-expected', '24');
  await till.type('10*');
  await till.scan(GLOBE.gtin);
  await expect(line(till, GLOBE.sku)).toHaveAttribute('data-quantity', '10');
  await till.get('line-damaged').fill('2');
  await expect(till.get('line-cost')).toHaveValue('6.00');
  await till.looksRight('stock-receive-order');
  await till.press('F12');
  await expect(till.get('review-row')).toHaveAttribute('data-missing', '12');
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.press('F12');
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  await till.get('stock-receive').click();
  await till.get('order-row').click();
  await expect(line(till, GLOBE.sku)).toHaveAttribute('data-expected', '12');
  await till.press('Escape');
  await expect(till.get('stock-home')).toBeVisible();
  await expect(till.get('kept-draft')).toHaveCount(0);
  await till.scan(GLOBE.gtin);
  await expect(here(till, 'onOrder')).toHaveText('12');
  await expect(till.get('stock-movement').first()).toContainText('Purchase order');
  await till.press('Escape');
});

test('a GS1 code brings batch and expiry, which a later delivery without them is asked for', async () => {
  const [till] = tills;
  await till.get('stock-receive').click();
  await till.get('receive-free').click();
  await till.scan(`]d201${TEA.gtin.padStart(14, '0')}1727033110A1`);
  await expect(till.get('line-batch')).toHaveValue('A1');
  await expect(till.get('line-expiry')).toHaveValue('2027-03-31');
  await save(till);
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  await till.get('stock-receive').click();
  await till.get('receive-free').click();
  await till.scan(TEA.gtin);
  await expect(line(till, TEA.sku)).toContainText('Batch and expiry?');
  await till.press('F12');
  await expect(notice(till, 'lots-missing')).toBeVisible();
  await till.press('Escape');
  await till.get('work-drop').click();
  await till.get('work-drop-sure').click();
  await till.scan(TEA.gtin);
  await expect(till.get('stock-lot')).toContainText('A1');
  await till.looksRight('stock-product-lots');
  await till.press('Escape');
});

test('what was stolen is taken off, and the reason stands in the movements', async () => {
  const [till] = tills;
  await till.get('stock-adjust').click();
  await till.looksRight('stock-adjust-reasons');
  // Too early: it neither sells nor counts.
  await till.scan(TAPES.gtin);
  await till.page.locator('[data-testid="adjust-reason"][data-reason="theft"]').click();
  await till.scan(TAPES.gtin);
  await expect(line(till, TAPES.sku)).toHaveAttribute('data-quantity', '1');
  await till.looksRight('stock-adjust');
  await save(till);
  await till.scan(TAPES.gtin);
  await expect(till.get('stock-movement').first()).toContainText('Theft');
  await expect(here(till, 'onHand')).toHaveText(String(TAPES.opening + 11));
  await till.press('Escape');
});

test('a sale stands in the movements, and a tap on it shows its receipt', async () => {
  const [till] = tills;
  await till.get('rail-sell').click();
  await till.scan(GLOBE.gtin);
  await till.payExact();
  await till.nextSale();
  await openStock(till);
  await till.scan(GLOBE.gtin);
  const sale = till.get('movement-receipt').first();
  await expect(sale).toBeVisible();
  const number = await sale.innerText();
  await sale.click();
  await expect(till.get('found-ticket')).toContainText(number);
  await till.get('rail-stock').click();
  await expect(till.get('product-stock')).toBeVisible();
  await openStock(till);
});

test('goods sent and accepted without a network: one is missing, and both figures are right', async () => {
  const [till, other] = tills;
  await openStock(other);
  await till.get('stock-send').click();
  await expect(till.get('send-to')).toHaveCount(1);
  await till.press('Escape');
  await shop.stopServer();
  for (const one of tills) await expect(one.get('status')).toHaveAttribute('data-state', 'offline');
  await till.get('stock-send').click();
  await till.get('send-to').click();
  await till.type('5*');
  await till.scan(TAPES.gtin);
  await expect(line(till, TAPES.sku)).toHaveAttribute('data-quantity', '5');
  await till.press('F12');
  await till.press('F12');
  await expect(till.get('transfer-slip')).toBeVisible();
  await till.looksRight('stock-send-done');
  const sent = hosts[0].journal().find(({ kind }) => kind === 'stock.sent');
  const code = transferCode(String(sent?.payload.transferId));
  await expect.poll(async () => JSON.stringify(await shop.receipts())).toContain(code);
  await till.press('F12');
  await till.scan(TAPES.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(TAPES.opening + 6));
  await expect(notice(till, 'stock-offline')).toBeVisible();
  await till.looksRight('stock-product-offline');
  await till.press('Escape');

  await other.get('stock-accept').click();
  await other.looksRight('stock-accept-offline-zh');
  await other.scan(code);
  await expect(notice(other, 'sent-unknown')).toBeVisible();
  await other.type('4*');
  await other.scan(TAPES.gtin);
  await expect(line(other, TAPES.sku)).toHaveAttribute('data-quantity', '4');
  await other.press('F12');
  await expect(other.get('work-save')).toBeDisabled();
  await other.get('accept-rest-complete').click();
  await other.looksRight('stock-accept-review-zh');
  await other.press('F12');
  await expect(other.get('work-done')).toBeVisible();
  await other.press('F12');

  await shop.startServer();
  for (const one of tills) await expect(one.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  for (const [at, expected] of [
    [0, TAPES.opening + 6],
    [1, TAPES.opening + 4],
  ] as const) {
    await tills[at].scan(TAPES.gtin);
    await expect(here(tills[at], 'onHand')).toHaveText(String(expected));
    await expect(here(tills[at], 'inTransit')).toHaveText('0');
    await expect(tills[at].get('own-figure')).toHaveAttribute('data-on-hand', String(expected));
    await tills[at].press('Escape');
  }
  const codes = (await shop.exceptions()).map((one) => one.code);
  expect(codes).toContain('transfer-difference');
});

test('online, a transfer is in the list of the other store until it is accepted whole', async () => {
  const [till, other] = tills;
  await till.get('stock-send').click();
  await till.get('send-to').click();
  await till.type('3*');
  await Promise.all([till.scan(GLOBE.gtin), till.scan(GLOBE.gtin)]);
  await expect(line(till, GLOBE.sku)).toHaveAttribute('data-quantity', '4');
  await till.press('F12');
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.press('F12');
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  await other.get('stock-accept').click();
  await expect(other.get('transfer-row')).toHaveCount(1);
  await other.looksRight('stock-accept-list-zh');
  await other.get('transfer-row').click();
  await expect(line(other, GLOBE.sku)).toHaveAttribute('data-expected', '4');
  await seen(other, 'accept-lines-zh');
  await other.get('work-all').click();
  await save(other);
  await other.get('stock-accept').click();
  await expect(other.get('transfer-row')).toHaveCount(0);
});

test('a delivery and breakage without a network are right here at once, and at the server after', async () => {
  const [till, other] = tills;
  await other.press('Escape');
  await expect(other.get('stock-home')).toBeVisible();
  await wire.cut();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline');
  await receive(till, 6);
  await till.scan(TAG.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(TAG.opening + 6));
  await expect(notice(till, 'stock-offline')).toBeVisible();
  await till.press('Escape');
  await breakage(till, 2);
  await till.scan(TAG.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(TAG.opening + 4));
  await other.scan(TAG.gtin);
  await expect(at(other, 'high-street', 'onHand')).toHaveText(String(TAG.opening));
  await other.press('Escape');
  wire.mend();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  await other.scan(TAG.gtin);
  await expect(at(other, 'high-street', 'onHand')).toHaveText(String(TAG.opening + 4));
  await other.press('Escape');
  await till.press('Escape');
  await till.scan(TAG.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(TAG.opening + 4));
  await expect(till.get('stock-movement').nth(0)).toContainText('Breakage');
  await expect(till.get('stock-movement').nth(1)).toHaveAttribute('data-kind', 'received');
  await till.press('Escape');
});

test('what is in quarantine is on hand and not available, and what was never there is shown as lacking', async () => {
  const [till, other] = tills;
  await till.get('stock-places').click();
  await till.get('place-new').click();
  await till.get('place-name').fill('Cage');
  await till.get('place-kind').selectOption('quarantine');
  await till.get('place-save').click();
  await expect(till.get('place-row')).toHaveCount(1);
  await till.get('start-back').click();
  await receive(till, 5, 'Cage');
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  await till.scan(TAG.gtin);
  await expect(here(till, 'onHand')).toHaveText(String(TAG.opening + 9));
  await expect(here(till, 'committed')).toHaveText('0');
  await expect(here(till, 'staged')).toHaveText('5');
  await expect(here(till, 'available')).toHaveText(String(TAG.opening + 4));
  await seen(till, 'product-staged');
  await till.press('Escape');
  await breakage(till, TAG.opening + 11);
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  await till.scan(TAG.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', '-2');
  for (const [column, figure] of [
    ['onHand', '-2'],
    ['available', '-7'],
  ] as const) {
    await expect(here(till, column)).toHaveText(figure);
    await expect(here(till, column)).toHaveAttribute('data-negative', 'true');
  }
  await expect(here(till, 'staged')).not.toHaveAttribute('data-negative');
  await till.looksRight('stock-product-negative');
  await till.press('Escape');
  await other.scan(TAG.gtin);
  await expect(at(other, 'high-street', 'onHand')).toHaveAttribute('data-negative', 'true');
  await other.looksRight('stock-product-negative-zh');
  await other.press('Escape');
});

test('goods go back to their supplier, and what it is to credit is told', async () => {
  const [till] = tills;
  await till.scan(GLOBE.gtin);
  await expect(here(till, 'onHand')).toBeVisible();
  const before = Number(await here(till, 'onHand').innerText());
  await till.press('Escape');
  await till.get('stock-return').click();
  await till.get('return-supplier').filter({ hasText: 'Acme Globes' }).click();
  await till.looksRight('stock-return-reasons');
  await till.page.locator('[data-testid="return-reason"][data-reason="faulty"]').click();
  await till.type('3*');
  await expect(till.get('stock-multiplier')).toBeVisible();
  await till.scan(GLOBE.gtin);
  await expect(line(till, GLOBE.sku)).toHaveAttribute('data-quantity', '3');
  await till.get('line-cost').fill('1.50');
  await seen(till, 'return-lines');
  await till.press('F12');
  await expect(till.get('review-row')).toHaveAttribute('data-good', '3');
  await till.looksRight('stock-return-review');
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.press('F12');
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  const told = hosts[0].journal().find(({ kind }) => kind === 'stock.returned');
  expect(told?.payload).toMatchObject({ supplierId: 'acme', reason: 'faulty', lines: [{ quantity: 3, credit: 150 }] });
  await till.scan(GLOBE.gtin);
  await expect(till.get('stock-movement').first()).toHaveAttribute('data-kind', 'supplier-return');
  await expect(till.get('movement-change').first()).toHaveText('-3');
  await expect(here(till, 'onHand')).toHaveText(String(before - 3));
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(before - 3));
  await till.looksRight('stock-return-product');
});

test('a clerk receives and sends, and neither adjusts stock nor sees what it cost', async () => {
  const [, other] = tills;
  await other.page.keyboard.press('Control+l');
  await other.get('operator-tile').filter({ hasText: 'Noor' }).click();
  await other.type('4567');
  await other.press('Enter');
  await openStock(other);
  await expect(other.get('stock-receive')).toBeVisible();
  await expect(other.get('stock-adjust')).toHaveCount(0);
  await other.get('stock-receive').click();
  await other.get('receive-free').click();
  await other.scan(GLOBE.gtin);
  await expect(other.get('line-quantity')).toBeVisible();
  await expect(other.get('line-cost')).toHaveCount(0);
  await other.get('work-drop').click();
  await other.get('work-drop-sure').click();
  await expect(other.get('stock-home')).toBeVisible();
});

async function openTill(index: 0 | 1): Promise<TillPage> {
  const till = new TillPage(browsers[index]?.pages()[0] ?? (await (browsers[index] as BrowserContext).newPage()));
  if (index === 1) {
    const chinese = JSON.stringify({ language: 'zh-CN' });
    await till.page.addInitScript((text) => localStorage.setItem('omnitill-preferences', text), chinese);
  }
  await till.open(hosts[index].url);
  await till.signIn(...MANAGER);
  return till;
}

async function openStock(till: TillPage): Promise<void> {
  await till.get('rail-stock').click();
  await expect(till.get('stock-home')).toBeVisible();
}

/** Two packs of twelve at 6.00, of a supplier of their own. */
async function placeOrder(till: TillPage, variantId: string): Promise<void> {
  const item = { variantId, packSize: 12, packCost: 600 };
  const supplier = {
    supplierId: 'acme',
    name: 'Acme Globes',
    leadTimeDays: 3,
    items: [{ ...item, minimumQuantity: 0 }],
    status: 'active',
  };
  const order = {
    purchaseOrderId: 'order-1',
    supplierId: 'acme',
    locationId: 'high-street',
    status: 'sent',
    lines: [{ ...item, quantity: 24 }],
  };
  for (const [route, body] of [
    ['/api/suppliers/acme', { revision: 0, supplier }],
    ['/api/purchase-orders/order-1', { revision: 0, order }],
  ] as const) {
    const said = await till.page.evaluate(
      async ([url, text]) => {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(url, { method: 'PUT', headers, body: text });
        return { status: answer.status, text: await answer.text() };
      },
      [route, JSON.stringify(body)] as const,
    );
    expect(said.status, said.text).toBe(200);
  }
}

/** So many luggage tags come, to a place where one is named. */
async function receive(till: TillPage, quantity: number, place?: string): Promise<void> {
  await till.get('stock-receive').click();
  await till.get('receive-free').click();
  await many(till, quantity);
  if (place !== undefined) await till.get('line-place').selectOption({ label: place });
  await save(till);
}

/** So many luggage tags broke. */
async function breakage(till: TillPage, quantity: number): Promise<void> {
  await till.get('stock-adjust').click();
  await till.page.locator('[data-testid="adjust-reason"][data-reason="breakage"]').click();
  await many(till, quantity);
  await save(till);
}

async function many(till: TillPage, quantity: number): Promise<void> {
  await till.type(`${quantity}*`);
  await expect(till.get('stock-multiplier')).toBeVisible();
  await till.scan(TAG.gtin);
  await expect(line(till, TAG.sku)).toHaveAttribute('data-quantity', String(quantity));
}

async function save(till: TillPage): Promise<void> {
  await till.press('F12');
  await expect(till.get('work-reviewed')).toBeVisible();
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
  await till.press('F12');
  await expect(till.get('stock-home')).toBeVisible();
}

function line(till: TillPage, sku: string): Locator {
  return till.page.locator(`[data-testid="work-line"][data-sku="${sku}"]`);
}

function notice(till: TillPage, code: string): Locator {
  return till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
}

/** A figure of the product shown, at any store. */
function at(till: TillPage, locationId: string, column: string): Locator {
  return till.page.locator(`[data-location="${locationId}"] [data-column="${column}"]`);
}

/** The same at the till's own store. */
function here(till: TillPage, column: string): Locator {
  return till.get('stock-location').first().locator(`[data-column="${column}"]`);
}

/** On the screen with all that is checked, on a tablet, and in the dark. */
async function seen(till: TillPage, name: string): Promise<void> {
  await till.looksRight(`stock-${name}`);
  await till.page.setViewportSize(TABLET);
  await till.looksRight(`stock-${name}-tablet`);
  await till.page.emulateMedia({ colorScheme: 'dark' });
  await till.page.setViewportSize(DESKTOP);
  await till.looksRight(`stock-${name}-dark`);
  await till.page.emulateMedia({ colorScheme: 'light' });
}
