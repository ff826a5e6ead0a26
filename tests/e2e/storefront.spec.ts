import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type ChannelClient, openChannel, type Product } from '#sync-server/channels/client/omnitill-channel.ts';
import { axeFindings } from './axe-findings.ts';
import { openShop, type Shop } from './shop.ts';
import { newProfile, openBrowser, TABLET } from './till-page.ts';

/** In the demo shop: 49 on the shelf of each store. */
const TAPES = { sku: '10125', name: 'Mini Funky Design Tapes', opening: 49 };
const PHONE = { width: 390, height: 844 };

test.describe.configure({ mode: 'serial' });

let shop: Shop;
/** The channel as its site reaches it: what the server holds of the orders that the pages placed. */
let api: ChannelClient;
let browsers: BrowserContext[] = [];
let customer: Page;
let phone: Page;
let orderRef = '';
let orderUrl = '';

test.beforeAll(async () => {
  shop = await openShop();
  const key = readFileSync(path.join(shop.folder, 'server', 'storefront-key'), 'utf8').trim();
  api = openChannel({ url: shop.serverUrl, key });
  browsers = [
    await openBrowser(newProfile(shop)),
    await openBrowser(newProfile(shop), { viewport: PHONE, language: 'zh-CN' }),
  ];
  [customer, phone] = (await Promise.all(browsers.map((browser) => browser.newPage()))) as [Page, Page];
});

test.afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await shop?.close();
});

async function go(page: Page, where: string): Promise<void> {
  await page.goto(`${shop.serverUrl}${where}`);
}

async function tapes(): Promise<Product> {
  const { products } = await api.products({ search: TAPES.sku });
  const product = products.find(({ sku }) => sku === TAPES.sku);
  if (!product) throw new Error('the demo has no tapes');
  return product;
}

/** Accessible, and nothing wider than the window. */
async function seen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/storefront/${name}.png`, fullPage: true });
  expect(await axeFindings(page), name).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
}

async function toPayment(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Collect in a store/ }).click();
  await expect(page.getByRole('radio', { name: /High Street/ })).toBeChecked();
  await page.getByLabel('Name').fill('Ann Lee');
  await page.getByLabel('E-mail').fill('ann@example.com');
  await seen(page, 'checkout');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(page.getByRole('heading', { name: 'Payment', exact: true })).toBeVisible();
}

test('somebody looks around, finds a product, and sees in which store it lies', async () => {
  await go(customer, '/shop');
  await expect(customer.getByRole('heading', { name: 'Order now, collect today.' })).toBeVisible();
  await seen(customer, 'home');
  await customer.getByRole('link', { name: /^Stationery & Cards/ }).click();
  await expect(customer.getByRole('heading', { name: 'Stationery & Cards' })).toBeVisible();
  await seen(customer, 'category');
  await customer.getByRole('searchbox').fill(TAPES.sku);
  await customer.getByRole('searchbox').press('Enter');
  await customer.getByRole('link', { name: TAPES.name }).click();
  await expect(customer.getByRole('heading', { name: TAPES.name })).toBeVisible();
  await expect(customer.getByRole('listitem').filter({ hasText: 'Omnitill High Street' })).toContainText('In stock');
  await seen(customer, 'product');
});

test('a card that is declined takes nothing and places nothing', async () => {
  await customer.getByLabel('Quantity').selectOption('2');
  await customer.getByRole('button', { name: 'Add to basket' }).click();
  await expect(customer.getByRole('status')).toContainText('Added');
  await customer.getByRole('link', { name: 'Go to basket' }).click();
  await expect(customer.getByText('£1.70').first()).toBeVisible();
  await seen(customer, 'basket');
  await toPayment(customer);
  await customer.getByRole('radio', { name: 'A card that is declined' }).check();
  await customer.getByRole('button', { name: 'Pay £1.70' }).click();
  await expect(customer.getByRole('alert')).toContainText('The card was declined');
  await seen(customer, 'declined');
  expect((await api.orders()).orders).toEqual([]);
});

test('what is paid is an order of the server, promised by the store, and its stock is committed', async () => {
  await customer.getByRole('button', { name: 'Pay £1.70' }).dblclick();
  await expect(customer.getByRole('heading', { name: /^Order W-/ })).toBeVisible();
  orderUrl = customer.url().split('?')[0] ?? '';
  const { orders } = await api.orders();
  expect(orders).toHaveLength(1);
  orderRef = orders[0]?.orderRef ?? '';
  await expect.poll(async () => (await api.order(orderRef)).fulfilment).toBe('promised');
  expect(await api.order(orderRef)).toMatchObject({
    ...{ payment: 'paid', total: 170, money: { captured: 170 }, customer: { name: 'Ann Lee' } },
    fulfilments: [{ storeId: 'high-street', method: 'pickup', state: 'new' }],
  });
  const { stock } = await tapes();
  expect(stock.find(({ storeId }) => storeId === 'high-street')?.available).toBe(TAPES.opening - 2);
  await expect(customer.getByText(/^Ready today by|^Ready tomorrow by/)).toBeVisible();
  await seen(customer, 'order');
});

test('its page stands when the server starts again, and at its own address alone', async () => {
  await shop.stopServer('SIGKILL');
  await shop.startServer();
  await customer.goto(orderUrl);
  await expect(customer.getByRole('heading', { name: /^Order W-/ })).toBeVisible();
  const answer = await phone.goto(`${orderUrl.slice(0, -43)}${'x'.repeat(43)}`);
  expect(answer?.status()).toBe(404);
  await expect(phone.getByRole('heading', { name: '没有这个页面' })).toBeVisible();
  await seen(phone, 'missing-zh');
});

test('it is cancelled; its stock is free again and its money given back, and the page says so', async () => {
  await customer.getByText('Cancel', { exact: true }).click();
  await customer.getByRole('button', { name: 'Cancel the whole order' }).click();
  await expect(customer.getByText('This order was cancelled.')).toBeVisible();
  await expect.poll(async () => (await tapes()).stock[0]?.available).toBe(TAPES.opening);
  await expect.poll(async () => (await api.order(orderRef)).payment).toBe('refunded');
  await expect(customer.getByText('Given back', { exact: true })).toBeVisible();
  const { fulfilment, total } = await api.order(orderRef);
  expect([fulfilment, total]).toEqual(['cancelled', 0]);
  await seen(customer, 'cancelled');
});

test('on a phone and a tablet, in Chinese, in the dark: it is sent to an address', async () => {
  await phone.emulateMedia({ colorScheme: 'dark' });
  await go(phone, '/shop');
  await expect(phone.getByRole('heading', { name: '现在下单，今日自提。' })).toBeVisible();
  await seen(phone, 'home-zh-phone');
  await phone.getByRole('searchbox').fill(TAPES.sku);
  await phone.getByRole('searchbox').press('Enter');
  await phone.getByRole('link', { name: TAPES.name }).click();
  await phone.getByRole('button', { name: '加入购物车' }).click();
  await phone.getByRole('link', { name: '去购物车' }).click();
  await phone.getByRole('link', { name: /^送货上门/ }).click();
  await phone.getByRole('button', { name: '前往付款' }).click();
  await expect(phone.getByRole('alert')).toContainText('请填写邮政编码。');
  await seen(phone, 'faults-zh-phone');
  await phone.getByLabel('街道与门牌号').fill('1 Mill Lane');
  await phone.getByLabel('邮政编码').fill('MB1 1AA');
  await phone.getByLabel('城市').fill('Millbrook');
  await phone.getByLabel('姓名').fill('王秀英');
  await phone.getByLabel('电子邮箱').fill('wang@example.com');
  await phone.getByRole('button', { name: '前往付款' }).click();
  await phone.getByRole('button', { name: '支付 £4.80' }).click();
  await expect(phone.getByRole('status')).toContainText('王秀英，谢谢惠顾！');
  await phone.setViewportSize(TABLET);
  await seen(phone, 'order-zh-tablet');
  await phone.getByRole('link', { name: '我的订单' }).click();
  await expect(phone.getByText('我们已收到您的订单。')).toBeVisible();
  await seen(phone, 'orders-zh-tablet');
  await phone.getByRole('button', { name: 'English' }).click();
  await expect(phone.getByRole('heading', { name: 'Your orders' })).toBeVisible();
});
