import { expect, type Locator, test } from '@playwright/test';
import { type Line, openLine } from './line.ts';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openWebShop, type WebShop } from './web-shop.ts';

/** Of the demo shop's products: 49 in each store. */
const TAPES = { sku: '10125', gtin: '2900101250008' };
const THERE = 'trade-counter';

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let line: Line;
let web: WebShop;
let one: OpenTill;
let other: OpenTill;
let till: TillPage;
let there: TillPage;
/** What the customer of the first sale calls their order. */
let order = '';

test.beforeAll(async () => {
  shop = await openShop();
  web = await openWebShop(shop);
  line = await openLine(Number(new URL(shop.serverUrl).port));
  one = await openTill(shop, { over: line, operator: MANAGER });
  other = await openTill(shop, { storeId: THERE, name: 'Counter 1', chosen: 'zh-CN', operator: MANAGER });
  till = one.till;
  there = other.till;
});

test.afterAll(async () => {
  await one?.close();
  await other?.close();
  await line?.close();
  await shop?.close();
});

const rows = (): Locator => till.get('cart-line');
const way = (name: string): Locator => till.page.locator(`[data-testid="deliver-way"][data-value="${name}"]`);
const card = (at: TillPage, number: string): Locator =>
  at.page.locator(`[data-testid="order-card"][data-number="${number}"]`);

/** Tapes into the cart, one scan each. */
async function scanTapes(count: number): Promise<void> {
  for (let done = 1; done <= count; done += 1) {
    await till.scan(TAPES.gtin);
    await expect(rows().first().getByTestId('line-quantity')).toHaveAttribute('data-quantity', String(done));
  }
}

/** The first line's way to its customer, by its key. */
async function openDelivery(): Promise<void> {
  await rows().first().getByTestId('line-amount').waitFor();
  await till.press('F5');
  await expect(till.get('deliver-form')).toBeVisible();
}

async function collectThere(): Promise<void> {
  await way('collect').click();
  await till.page.locator(`[data-testid="deliver-store"][data-store="${THERE}"]`).click();
  await till.get('deliver-name').fill('Wang Li');
  await till.get('deliver-phone').fill('020 7946 0000');
}

/** The facts of the newest ticket that left something for later. */
function placedNow() {
  const journal = one.host.journal();
  const placed = journal.filter(({ kind }) => kind === 'order.placed').at(-1);
  const ticket = journal.find(({ id }) => id === placed?.payload.ticketId);
  return { placed, ticket };
}

test('one ticket: one is carried out, one collected in another store, one shipped', async () => {
  await scanTapes(3);
  await openDelivery();
  await till.get('deliver-apply').waitFor();
  await way('collect').click();
  await till.get('deliver-apply').click();
  await expect(till.get('deliver-form').getByRole('alert').first()).toBeVisible();
  await collectThere();
  await expect(till.page.locator(`[data-testid="deliver-store"][data-store="${THERE}"]`)).toHaveAttribute(
    'data-available',
    '49',
  );
  await till.get('deliver-quantity').fill('1');
  await till.looksRightIn(['tablet', 'dark'], 'mixed-collect');
  await till.get('deliver-apply').click();
  await expect(till.get('line-goes')).toHaveCount(1);
  await rows().first().click();
  await till.get('line-tab-deliver').click();
  await way('ship').click();
  await expect(till.get('deliver-name')).toHaveValue('Wang Li');
  await till.get('deliver-quantity').fill('1');
  await till.get('deliver-street').fill('1 High Street');
  await till.get('deliver-postalCode').fill('N1 1AA');
  await till.get('deliver-city').fill('London');
  await till.looksRightIn(['tablet', 'dark'], 'mixed-ship');
  await till.get('deliver-apply').click();
  await expect(rows()).toHaveCount(4);
  await expect(till.get('line-goes')).toHaveCount(3);
  await till.looksRightIn(['tablet', 'tablet-dark', 'dark'], 'mixed-cart');
  await till.payExact();
  const { placed, ticket } = placedNow();
  expect(placed?.seq).toBe((ticket?.seq ?? 0) + 1);
  order = String(placed?.payload.number);
  const printed = () => shop.receipts().then((all) => all.flatMap(({ lines }) => lines).join('\n'));
  await expect.poll(printed).toContain(order);
  expect(await printed()).toContain('Collect at');
  expect(await printed()).toContain('Shipped to your address');
  expect(await printed()).not.toContain('Wang Li');
  await till.nextSale();
});

test('each store has on its board what leaves there, and one order says all of it', async () => {
  await there.get('rail-orders').click();
  await expect(card(there, order)).toContainText('Wang Li');
  await there.looksRightIn(['tablet'], 'mixed-board-zh');
  await till.get('rail-orders').click();
  await expect(card(till, order)).toBeVisible();
  const known = await web.known(order);
  expect(known.payment).toBe('paid');
  expect(known.fulfilments.map(({ method, locationId }) => `${method} ${locationId}`).sort()).toEqual([
    `pickup ${THERE}`,
    'ship high-street',
  ]);
  expect(known.tickets).toHaveLength(1);
  await till.get('rail-sell').click();
});

test('without a network it is sold all the same: the stock says how old it is, and the store hears of it later', async () => {
  await line.cut();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline');
  await scanTapes(1);
  await openDelivery();
  await collectThere();
  await expect(till.get('deliver-as-of')).not.toBeEmpty();
  await till.looksRight('mixed-offline');
  await till.get('deliver-apply').click();
  await expect(till.get('line-goes')).toHaveCount(1);
  await till.payExact();
  const number = String(placedNow().placed?.payload.number);
  expect(number).not.toBe(order);
  await till.nextSale();
  line.mend();
  await expect(card(there, number)).toBeVisible();
});

test('what nobody was handed is cancelled at the counter, its money given back, once', async () => {
  const { ticket } = placedNow();
  const receipt = ticket?.payload.receipt as { series: string; number: number };
  const number = String(placedNow().placed?.payload.number);
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  await till.get('search').fill('');
  await till.scan(`${receipt.series}-${receipt.number}`);
  await expect(till.get('return-ticket')).toBeVisible();
  await till.get('return-more').click();
  await expect(till.get('condition-undelivered')).toHaveAttribute('aria-pressed', 'true');
  await expect(till.get('condition-restock')).toHaveCount(0);
  await till.looksRightIn(['tablet', 'dark'], 'mixed-cancel');
  await till.get('refund-now').click();
  await expect(till.get('refund-original')).toBeVisible();
  await till.press('Enter');
  await expect(till.get('paid')).toBeVisible();
  await expect(card(there, number)).toHaveCount(0);
  await expect.poll(async () => (await web.known(number)).fulfilment).toBe('cancelled');
  expect(await web.known(number)).toMatchObject({ payment: 'refunded' });
  expect((await shop.exceptions()).filter(({ code }) => code === 'refund-at-counter')).toEqual([]);
});
