import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Locator, type Page, test } from '@playwright/test';
import { type ChannelClient, openChannel } from '#sync-server/channels/client/omnitill-channel.ts';
import { type Inbox, openInbox } from '#tests/fixtures/test-inbox.ts';
import { type Line, openLine } from './line.ts';
import { type OpenTill, openTill } from './open-till.ts';
import { openShop, type Shop } from './shop.ts';
import { MANAGER, newProfile, openBrowser, type TillPage } from './till-page.ts';

/** In the demo shop: 85 pence, 49 on the shelf of each store. */
const TAPES = { sku: '10125', gtin: '2900101250008', name: 'Mini Funky Design Tapes', opening: 49 };
/** In the demo shop: 85 pence. */
const GLOBE = { sku: '10002', name: 'Inflatable Political Globe' };
const SOON = { timeout: 60_000 };

test.describe.configure({ mode: 'serial' });

let inbox: Inbox;
let shop: Shop;
let api: ChannelClient;
let line: Line;
let browser: BrowserContext;
let customer: Page;
let counter: OpenTill;
let elsewhere: OpenTill;
let clerk: TillPage;
let orderRef = '';

test.beforeAll(async () => {
  inbox = await openInbox();
  shop = await openShop({ env: { OMNITILL_SMTP_URL: inbox.url, OMNITILL_MAIL_FROM: 'Shop <shop@example.com>' } });
  api = openChannel({
    url: shop.serverUrl,
    key: readFileSync(path.join(shop.folder, 'server', 'storefront-key'), 'utf8').trim(),
    timeoutMs: SOON.timeout,
  });
  line = await openLine(Number(new URL(shop.serverUrl).port));
  counter = await openTill(shop, { name: 'Till 1', over: line, operator: MANAGER });
  elsewhere = await openTill(shop, { storeId: 'trade-counter', name: 'Till 2', operator: MANAGER });
  clerk = counter.till;
  browser = await openBrowser(newProfile(shop));
  customer = await browser.newPage();
});

test.afterAll(async () => {
  await browser?.close();
  await counter?.close();
  await elsewhere?.close();
  await line?.close();
  await shop?.close();
  await inbox?.close();
});

const order = () => api.order(orderRef);
const card = (): Locator => clerk.page.locator('[data-testid="order-card"]').filter({ hasText: 'Ann Lee' });

async function putInBasket(name: string, sku: string, quantity: string): Promise<void> {
  await customer.goto(`${shop.serverUrl}/shop`);
  await customer.getByRole('searchbox').fill(sku);
  await customer.getByRole('searchbox').press('Enter');
  await customer.getByRole('link', { name }).first().click();
  await customer.getByLabel('Quantity').selectOption(quantity);
  await customer.getByRole('button', { name: 'Add to basket' }).click();
  await expect(customer.getByRole('status')).toContainText('Added');
}

test('somebody orders two things to collect, and pays', async () => {
  await putInBasket(TAPES.name, TAPES.sku, '2');
  await putInBasket(GLOBE.name, GLOBE.sku, '1');
  await customer.getByRole('link', { name: 'Go to basket' }).click();
  await customer.getByRole('link', { name: /^Collect in a store/ }).click();
  await customer.getByLabel('Name').fill('Ann Lee');
  await customer.getByLabel('E-mail').fill('ann@example.com');
  await customer.getByRole('button', { name: 'Continue to payment' }).click();
  await customer.getByRole('button', { name: 'Pay £2.55' }).click();
  await expect(customer.getByRole('heading', { name: /^Order W-/ })).toBeVisible();
  const { orders } = await api.orders();
  orderRef = orders[0]?.orderRef ?? '';
  await expect.poll(async () => (await order()).fulfilment, SOON).toBe('promised');
});

test('the store picks what it has; what is not there is missing', async () => {
  await clerk.get('rail-orders').click();
  await card().getByTestId('order-open').click();
  await clerk.get('order-accept').click();
  await clerk.get('order-pick').click();
  for (const count of [1, 2]) {
    await clerk.scan(TAPES.gtin);
    await expect(clerk.get('pick-progress')).toContainText(`${count}/3`);
  }
  await clerk.page.locator(`[data-testid="pick-stop"][data-sku="${GLOBE.sku}"]`).click();
  await clerk.get('pick-short').click();
  await clerk.get('pick-short-sure').click();
  await expect(clerk.get('pick-progress')).toContainText('2/2');
  await clerk.get('pick-to-ready').click();
  await clerk.get('ready-save').click();
  await clerk.get('ready-next').click();
  await expect.poll(async () => (await order()).lines.map(({ ready }) => ready), SOON).toEqual([2, 0]);
});

test('nobody else has it for them: the manager has it cancelled, and its money goes back', async () => {
  await clerk.get('rail-reports').click();
  await clerk.get('reports-exceptions').click();
  const uncovered = clerk.page.locator('[data-testid="exception-row"][data-code="promise-uncovered"]');
  await uncovered.getByTestId('exceptions-open').click(SOON);
  await expect(clerk.get('exception')).toHaveAttribute('data-code', 'promise-uncovered');
  await clerk.page.locator('[data-testid="exception-choice"][data-value="cancel-line"]').click();
  await clerk.get('exception-settle').click();
  await expect.poll(async () => (await order()).money.refunded, SOON).toBe(85);
  expect((await shop.exceptions()).filter(({ status }) => status === 'open')).toEqual([]);
});

test('by the code of the mail it is handed over without a network', async () => {
  const mail = () => inbox.received.find(({ text }) => text.includes('Collection code'))?.text;
  await expect.poll(mail, SOON).toBeTruthy();
  const code = /Collection code: ([0-9A-Z]{3}-[0-9A-Z]{4})/.exec(mail() ?? '')?.[1] ?? '';
  await clerk.get('rail-orders').click();
  await line.cut();
  await expect(clerk.get('status')).toHaveAttribute('data-state', 'offline');
  await card().getByTestId('order-open').click();
  await clerk.get('order-hand-over').click();
  await clerk.get('hand-over-code').fill(code);
  await clerk.get('hand-over-check').click();
  await expect(clerk.get('hand-over-proof')).toHaveAttribute('data-proof', 'code');
  await clerk.get('hand-over-save').click();
  await expect(clerk.get('order-board')).toBeVisible();
  line.mend();
  await expect.poll(async () => (await order()).fulfilment, SOON).toBe('fulfilled');
});

test('at the counter of another store the receipt of it is found by the number of the order', async () => {
  const { number } = await order();
  const { till } = elsewhere;
  await till.press('F8');
  await expect(async () => {
    await till.get('find-text').fill('');
    await till.get('find-text').fill(number.toLowerCase());
    await expect(till.get('found-ticket')).toHaveCount(1, { timeout: 2_000 });
  }).toPass(SOON);
  await till.get('found-ticket').click();
  await expect(till.get('return-line')).toHaveAttribute('data-left', '2');
});

test('the customer sees what came of it; stock and money are right', async () => {
  await customer.reload();
  await expect(customer.getByText('Given back', { exact: true })).toBeVisible();
  expect(await order()).toMatchObject({ total: 170, money: { captured: 255, refunded: 85 }, fulfilment: 'fulfilled' });
  const { products } = await api.products({ search: TAPES.sku });
  const stock = products.find(({ sku }) => sku === TAPES.sku)?.stock.find(({ storeId }) => storeId === 'high-street');
  expect(stock?.available).toBe(TAPES.opening - 2);
  expect((await shop.exceptions()).filter(({ status }) => status === 'open')).toEqual([]);
});
