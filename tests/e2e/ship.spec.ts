import { expect, type Locator, test } from '@playwright/test';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { type Inbox, openInbox } from '#tests/fixtures/test-inbox.ts';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openWebShop, type WebShop } from './web-shop.ts';

/** Of the demo shop's products. */
const TAPES = { sku: '10125', gtin: '2900101250008' };
const RUBBER = { sku: '10120', gtin: '2900101200003' };
const ORDER = 'W3001';
const OTHER = 'W3002';
/** The simulated carrier knows no such place. */
const NOWHERE = 'ZZ1 1NO';

test.describe.configure({ mode: 'serial' });

let inbox: Inbox;
let shop: Shop;
let one: OpenTill;
let till: TillPage;
let web: WebShop;

test.beforeAll(async () => {
  inbox = await openInbox();
  shop = await openShop({ env: { OMNITILL_SMTP_URL: inbox.url, OMNITILL_MAIL_FROM: 'Shop <shop@example.com>' } });
  web = await openWebShop(shop);
  one = await openTill(shop, { hardware: 'counter', operator: MANAGER });
  till = one.till;
});

test.afterAll(async () => {
  await one?.close();
  await shop?.close();
  await inbox?.close();
});

const card = (number: string): Locator => till.page.locator(`[data-testid="order-card"][data-number="${number}"]`);
const notice = (code: string): Locator => till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const packed = (sku: string): Locator => till.page.locator(`[data-testid="hand-over-line"][data-sku="${sku}"]`);
const state = async (number: string) => {
  const { fulfilments } = await web.known(number);
  return fulfilments.find(({ locationId }) => locationId === 'high-street')?.state;
};
const labels = async () => {
  const { labelPrinter } = (await (await fetch(`${shop.counterUrl}/state`)).json()) as CounterState;
  return labelPrinter.labels.length;
};

async function openPicked(number: string, gtins: readonly string[]): Promise<void> {
  await card(number).getByTestId('order-open').click();
  await till.get('order-accept').click();
  await till.get('order-pick').click();
  for (const [at, gtin] of gtins.entries()) {
    await till.scan(gtin);
    await expect(till.get('pick-progress')).toContainText(`${at + 1}/${gtins.length}`);
  }
  await till.get('pick-to-pack').click();
}

test('what is to be sent is packed by scans into parcels, each with a label of the carrier', async () => {
  await web.ship(ORDER, { [TAPES.sku]: 2, [RUBBER.sku]: 1 }, 'LS1 4DY', 'wang@example.com');
  await till.get('rail-orders').click();
  await openPicked(ORDER, [TAPES.gtin, TAPES.gtin, RUBBER.gtin]);
  await expect(till.get('pack-label')).toBeDisabled();
  await till.scan(TAPES.gtin);
  await expect(packed(TAPES.sku)).toHaveAttribute('data-taken', '1');
  await till.scan(RUBBER.gtin);
  await expect(packed(RUBBER.sku)).toHaveAttribute('data-taken', '1');
  await till.scan(RUBBER.gtin);
  await expect(notice('not-to-pack')).toBeVisible();
  await till.get('pack-weight').fill('850');
  await till.looksRightIn(['tablet', 'tablet-dark', 'dark'], 'orders-pack');
  await till.get('pack-label').click();
  await expect(till.get('parcel')).toHaveCount(1);
  await expect(packed(RUBBER.sku)).toHaveCount(0);
  await till.get('pack-all').click();
  await till.get('pack-weight').fill('300');
  await till.get('pack-label').click();
  await expect(till.get('parcel')).toHaveCount(2);
  await expect(notice('packed')).toBeVisible();
  await expect.poll(labels).toBe(2);
  await expect.poll(() => state(ORDER)).toBe('ready');
});

test('a label is printed again, and cancelled: what was in the parcel is packed anew', async () => {
  await till.get('parcel-print').first().click();
  await expect.poll(labels).toBe(3);
  await till.get('parcel-cancel').last().click();
  await expect(till.get('parcel')).toHaveCount(1);
  await till.scan(TAPES.gtin);
  await expect(packed(TAPES.sku)).toHaveAttribute('data-taken', '1');
  await till.get('pack-weight').fill('300');
  await till.get('pack-label').click();
  await expect(till.get('parcel')).toHaveCount(2);
  await expect.poll(labels).toBe(4);
  await till.get('order-back').click();
  await till.get('order-back').click();
});

test('an address that the carrier does not know is said, and nothing is packed', async () => {
  await web.ship(OTHER, { [TAPES.sku]: 1 }, NOWHERE);
  await openPicked(OTHER, [TAPES.gtin]);
  await till.get('pack-all').click();
  await till.get('pack-weight').fill('200');
  await till.get('pack-label').click();
  await expect(notice('carrier-address')).toBeVisible();
  await expect(till.get('parcel')).toHaveCount(0);
  await till.get('order-back').click();
  await till.get('order-back').click();
});

test('the driver takes one parcel, signs for it, and the other stays; then that one goes too', async () => {
  await till.get('orders-parcels').click();
  await expect(till.get('ship-parcel')).toHaveCount(2);
  const [first = '', second = ''] = await till
    .get('ship-parcel')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-tracking') ?? ''));
  const row = (tracking: string): Locator =>
    till.page.locator(`[data-testid="ship-parcel"][data-tracking="${tracking}"]`);
  await till.scan(TAPES.gtin);
  await expect(notice('not-to-ship')).toBeVisible();
  await till.scan(first);
  await expect(row(first)).toHaveAttribute('data-taken', 'true');
  await expect(till.get('ship-close')).toBeDisabled();
  await till.get('ship-driver').fill('Sam Carter');
  await till.looksRightIn(['tablet', 'tablet-dark', 'dark'], 'orders-ship');
  await till.get('ship-print').click();
  const papers = async () => (await shop.receipts()).flatMap(({ lines }) => lines).join('\n');
  await expect.poll(papers).toContain(first);
  expect(await papers()).toContain('Sam Carter');
  await till.get('ship-close').click();
  await expect(till.get('order-board')).toBeVisible();
  await expect.poll(() => state(ORDER), { timeout: 60_000 }).toBe('partly-gone');
  await till.scan(second);
  await till.get('order-ship').click();
  await expect(till.get('ship-parcel')).toHaveCount(1);
  await row(second).getByTestId('ship-take').click();
  await till.get('ship-driver').fill('Sam Carter');
  await till.get('ship-close').click();
  await expect(card(ORDER)).toHaveCount(0);
  await expect.poll(() => state(ORDER), { timeout: 60_000 }).toBe('done');
  const mails = () => inbox.received.filter(({ text }) => text.includes(ORDER)).map(({ text }) => text);
  await expect.poll(() => mails().join('\n'), { timeout: 60_000 }).toContain(first);
  await expect.poll(() => mails().join('\n'), { timeout: 60_000 }).toContain(second);
  // All that left is sold, in one ticket or in two, as the server heard of it.
  const { money } = await web.known(ORDER);
  const sold = async () => (await web.known(ORDER)).tickets.reduce((sum, { total }) => sum + total, 0);
  await expect.poll(sold, { timeout: 60_000 }).toBe(money.total);
  await expect(card(OTHER)).toBeVisible();
});
