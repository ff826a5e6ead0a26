import { expect, type Locator, test } from '@playwright/test';
import { transferCode } from '#renderer/features/stock/transfer/transfer-code.ts';
import { type Line, openLine } from './line.ts';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { GLOBE, here, line, notice, openStock, save, TAPES } from './stock-work.ts';
import { MANAGER, type TillPage } from './till-page.ts';

/** 16 of it in either store. */
const TAG = { gtin: '2900206580000', sku: '20658', opening: 16 };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
/** The high street's way to the server. */
let wire: Line;
let opened: OpenTill[] = [];
/** Of the high street, and of the trade counter in Chinese. */
let tills: [TillPage, TillPage];

test.beforeAll(async () => {
  shop = await openShop();
  wire = await openLine(Number(new URL(shop.serverUrl).port));
  opened = [
    await openTill(shop, { name: 'Till 1', over: wire, operator: MANAGER }),
    await openTill(shop, { storeId: 'trade-counter', name: 'Till 2', chosen: 'zh-CN', operator: MANAGER }),
  ];
  tills = opened.map(({ till }) => till) as [TillPage, TillPage];
});

test.afterAll(async () => {
  for (const one of opened) await one.close();
  await wire?.close();
  await shop?.close();
});

const seen = (till: TillPage, name: string) => till.looksRightIn(['tablet', 'dark'], `stock-${name}`);

test('goods sent and accepted without a network: one is missing, and both figures are right', async () => {
  const [till, other] = tills;
  await openStock(till);
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
  const sent = opened[0]?.host.journal().find(({ kind }) => kind === 'stock.sent');
  const code = transferCode(String(sent?.payload.transferId));
  await expect.poll(async () => JSON.stringify(await shop.receipts())).toContain(code);
  await till.press('F12');
  await till.scan(TAPES.gtin);
  await expect(till.get('own-figure')).toHaveAttribute('data-on-hand', String(TAPES.opening - 5));
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
    [0, TAPES.opening - 5],
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
  await other.get('transfer-open').click();
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

/** A figure of the product shown, at any store. */
function at(till: TillPage, locationId: string, column: string): Locator {
  return till.page.locator(`[data-location="${locationId}"] [data-column="${column}"]`);
}
