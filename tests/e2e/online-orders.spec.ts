import { expect, type Locator, test } from '@playwright/test';
import { type OneTill, openOneTill } from './one-till.ts';
import { MANAGER, type TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo/specials.csv): tea at 4.95. */
const TEA = '2902000000036';
/** Ofcom's numbers for drama. */
const PHONE = '+44 7700 900461';
const CHANNEL = 'tea-house';

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let office: TillPage;
let key = '';

test.beforeAll(async () => {
  one = await openOneTill({ name: 'Office', operator: MANAGER });
  office = one.till;
});

test.afterAll(async () => {
  await one?.close();
});

/** What happened to the order that is open, of one kind. */
const event = (kind: string): Locator => office.page.locator(`[data-testid="online-order-event"][data-kind="${kind}"]`);
const notice = (code: string): Locator => office.page.locator(`[data-testid="notice"][data-code="${code}"]`);

async function toSection(id: string): Promise<void> {
  await office.get('rail-more').click();
  await office.get(`${id}-open`).click();
}

/** What a site does with its key. */
async function site(method: string, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${one.shop.serverUrl}/channel/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`).toBe(true);
}

async function placeOrder(orderRef: string, customer: Record<string, string>): Promise<void> {
  await site('POST', '/orders', {
    orderRef,
    number: `T-${orderRef}`,
    customer,
    deliveries: [{ id: 'D1', method: 'pickup', storeId: 'high-street' }],
    lines: [{ lineId: 'L1', gtin: TEA, quantity: 3, amount: 1485 }],
  });
  await site('POST', `/orders/${orderRef}/payments`, { paymentId: `P-${orderRef}`, step: 'captured', amount: 1485 });
}

test('a site of one’s own is connected, and its key is shown once', async () => {
  await toSection('channels');
  await expect(office.get('channel-new')).toBeVisible();
  await office.looksRight('channels-first-en');
  await office.get('channel-new').click();
  await office.get('channel-save').click();
  await expect(office.page.getByRole('alert').first()).toBeVisible();
  await office.get('channel-name').fill('Tea house');
  await expect(office.get('channel-id')).toHaveValue(CHANNEL);
  await office.looksRight('channel-new-en');
  await office.get('channel-save').click();
  await expect(notice('channel-saved')).toBeVisible();
  await expect(office.get('channel-state')).toHaveAttribute('data-state', /new|well/);
  await office.get('channel-key-name').fill('The site');
  await office.get('channel-key-make').click();
  await expect(office.get('channel-key')).toContainText(/^otk_/);
  key = (await office.get('channel-key').textContent()) ?? '';
  await expect(office.get('channel-address')).toContainText('/channel/v1');
  await office.looksRightIn(['tablet', 'dark'], 'channel-key-en');
  await office.get('channel-key-done').click();
  await expect(office.get('channel-key-made')).toHaveCount(0);
  await expect(office.get('channel-key-row')).toContainText('The site');
  await office.get('channel-back').click();
  await expect(office.get('channel-row').filter({ hasText: 'Tea house' })).toHaveCount(1);
  await office.looksRight('channels-en');
});

test('an order is found by a phone number, one of its items is cancelled with the refund shown before', async () => {
  await placeOrder('1001', { name: 'Zoë Ångström', phone: PHONE });
  await placeOrder('1002', { name: 'Li Wei', phone: '+44 7700 900555' });
  await toSection('online-orders');
  await expect(office.get('online-order-row')).toHaveCount(2);
  await office.looksRightIn(['tablet', 'dark'], 'online-orders-en');
  await office.get('online-orders-search').fill('07700 900461');
  await expect(office.get('online-order-row')).toHaveCount(1);
  await office.get('online-order-open').click();
  await expect(office.get('online-order')).toContainText('Zoë Ångström');
  await expect(office.get('online-order-line')).toHaveCount(1);
  // The store's promise comes while the order is looked at: what is cancelled below is taken back from it.
  await expect(event('fulfilment.assigned')).toBeVisible();
  await office.looksRight('online-order-en');
  await office.get('online-order-cancel').click();
  await office.get('cancel-quantity').fill('4');
  await expect(office.get('decide-do')).toBeDisabled();
  await office.get('cancel-quantity').fill('1');
  await expect(notice('cancel-plan')).toContainText('£4.95');
  await office.get('decide-asker').filter({ hasText: 'Customer' }).click();
  await office.get('decide-reason').first().click();
  await office.get('decide-note').fill('Rang us at noon');
  await office.looksRight('online-order-cancel-en');
  await office.get('decide-do').click();
  const cancelled = event('order.cancelled');
  await expect(cancelled).toContainText(MANAGER[0]);
  await expect(cancelled).toContainText('Rang us at noon');
  await expect(cancelled).toContainText('£4.95');
  await expect(office.get('online-order-line').locator('[data-state="cancelled"]')).toBeVisible();
  await expect(office.get('online-order-money').locator('[data-row="refundAsked"]')).toContainText('£4.95');
});

test('the timeline says what happened before and since, in its order', async () => {
  const kinds = () =>
    office.get('online-order-event').evaluateAll((events) => events.map((each) => each.getAttribute('data-kind')));
  await expect
    .poll(kinds)
    .toEqual([
      'order.placed',
      'order-payment.recorded',
      'fulfilment.assigned',
      'order.cancelled',
      'fulfilment.released',
    ]);
  await office.get('online-order-back').click();
  await expect(office.get('online-order-row')).toHaveCount(1);
  await office.get('online-orders-search').fill('nobody of this name');
  await expect(office.get('online-orders-none')).toBeVisible();
  await office.looksRight('online-orders-none-en');
});

test('what the site may sell stands beside what it was told, and is told again', async () => {
  await toSection('channels');
  await office.get('channel-row').filter({ hasText: 'Tea house' }).getByTestId('channels-open').click();
  await office.get('channel-tab-stock').click();
  await expect(office.get('channel-stock-row').first()).toBeVisible();
  await office.looksRight('channel-stock-en');
  await office.get('channel-push').click();
  await expect(notice('channel-pushed')).toBeVisible();
  await office.get('channel-turn').click();
  await expect(office.get('channel-state')).toHaveAttribute('data-state', 'paused');
});

const stockRow = (sku: string): Locator => office.page.locator(`[data-testid="channel-stock-row"][data-sku="${sku}"]`);

/** What the site finds. */
async function offered(search: string): Promise<{ amount: number }[]> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${one.shop.serverUrl}/channel/v1/products?search=${search}`, { headers });
  return ((await answer.json()) as { products: { amount: number }[] }).products;
}

test('products are unpublished many at once and taken back; the site follows', async () => {
  expect(await offered(TEA)).toMatchObject([{ amount: 495 }]);
  await office.get('channel-stock-find').fill('SP-');
  await expect(stockRow('SP-TEA')).toBeVisible();
  await office.get('channel-stock-choose-all').click();
  await office.get('channel-stock-bulk').click();
  await expect(office.get('many-apply')).toBeDisabled();
  await office.get('listings-status').selectOption('unpublished');
  await expect(office.get('listings-bulk-row').first()).toContainText('Unpublished');
  await office.looksRight('channel-listings-bulk-en');
  await office.get('many-apply').click();
  await expect(notice('many-done')).toBeVisible();
  expect(await offered(TEA)).toEqual([]);
  await office.get('many-undo').click();
  await expect(notice('many-undone')).toBeVisible();
  expect(await offered(TEA)).toHaveLength(1);
  await office.get('many-back').click();
});

test('a product has a price and a safety stock of its own at the site', async () => {
  await stockRow('SP-TEA').getByTestId('channel-stock-open').click();
  await expect(office.get('channel-goods-place').first()).toBeVisible();
  await office.looksRightIn(['dark', 'tablet'], 'channel-goods-en');
  await office.get('channel-goods-change').click();
  await office.get('listings-price').selectOption('set');
  await office.get('listings-amount').fill('4.50');
  await office.get('listings-safety').selectOption('set');
  await office.get('listings-pieces').fill('2');
  await expect(office.get('listings-bulk-row')).toContainText('4.50');
  await office.get('many-apply').click();
  await expect(notice('many-done')).toBeVisible();
  expect(await offered(TEA)).toMatchObject([{ amount: 450 }]);
  await office.get('many-back').click();
});

test('what a site is offered comes from a file, tried out first', async () => {
  await office.get('channel-stock-import').click();
  const csv = 'sku,status,price\nNOBODY,published,1\n';
  await office.get('import-file').setInputFiles({ name: 'site.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(office.get('import-refused-row')).toHaveCount(1);
  await office.looksRight('channel-listings-file-en');
});
