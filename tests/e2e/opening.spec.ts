import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
import { ROOT, run } from '#tests/fixtures/program.ts';
import { type EmptyShop, openEmptyShop } from './empty-shop.ts';
import { freePort } from './shop.ts';
import { DESKTOP, openBrowser, smallTargets, TABLET, TillPage } from './till-page.ts';

const PIN = '739104';
const TEA = '4006381333931';

let closers: (() => Promise<unknown>)[] = [];

test.afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  closers = [];
});

async function open(
  language: string,
  coded = true,
): Promise<{ shop: EmptyShop; till: TillPage; browser: BrowserContext }> {
  const shop = await openEmptyShop({ coded });
  closers.push(shop.close);
  const browser = await openBrowser(mkdtempSync(path.join(shop.folder, 'browser-')), { language });
  closers.push(() => browser.close());
  const till = await TillPage.first(browser);
  await till.page.goto(shop.tillUrl);
  await expect(till.get('opening-country')).toBeVisible();
  return { shop, till, browser };
}

/** To the next step, by key as whoever types does. */
async function next(till: TillPage, step: string): Promise<void> {
  await till.press('F12');
  await expect(till.page.locator(`section[data-testid="opening-at-${step}"]`)).toBeVisible();
}

const stepOf = (till: TillPage, step: string) => till.page.locator(`section[data-testid="opening-at-${step}"]`);

async function addProduct(till: TillPage, at: number, fields: Record<string, string>): Promise<void> {
  const row = till.get('opening-product').nth(at);
  for (const [field, text] of Object.entries(fields)) await row.getByTestId(`opening-product-${field}`).fill(text);
}

/** The tiles of the only category, which is opened where it is not. */
async function openCategory(till: TillPage): Promise<void> {
  const category = till.get('category-tile');
  await expect(category.or(till.get('tile').first())).toBeVisible();
  if (await category.isVisible()) await category.click();
}

test('a shop in Britain, from nothing to its first sale, killed in the middle', async () => {
  const { shop, till } = await open('en-GB');
  const began = Date.now();
  await expect(till.get('opening-country')).toHaveValue('GB');
  await till.shot('opening-country-en');
  await next(till, 'business');

  await till.press('F12');
  await expect(stepOf(till, 'business').getByRole('alert')).toBeVisible();
  await till.get('opening-name').fill('Corner Shop');
  await till.get('opening-legal-name').fill('Corner Shop Ltd');
  await till.get('opening-address').fill('1 Mill Lane\nMillbrook MB1 4QT');
  await till.get('opening-tax-number').fill('GB980780685');
  await expect(till.page.locator('[data-code="tax-number-odd"]')).toBeVisible();
  await till.get('opening-tax-number').fill('GB980780684');
  await expect(till.page.locator('[data-code="tax-number-odd"]')).toHaveCount(0);
  await expect(till.get('opening-duties').locator('[data-missing]')).toHaveCount(0);
  await till.shot('opening-business-en');
  await next(till, 'taxes');

  const reduced = till.page.locator('[data-testid="opening-rate"][data-category="reduced"]');
  await reduced.getByTestId('opening-rate-percent').fill('5o');
  await till.press('F12');
  await expect(stepOf(till, 'taxes').getByRole('alert').first()).toBeVisible();
  await reduced.getByTestId('opening-rate-percent').fill('5');
  await till.shot('opening-taxes-en');
  await next(till, 'cash');
  await till.shot('opening-cash-en');
  await next(till, 'owner');

  await shop.kill();
  await shop.start();
  await till.page.reload();
  await expect(stepOf(till, 'owner')).toBeVisible();
  await till.get('opening-step-business').click();
  await expect(till.get('opening-name')).toHaveValue('Corner Shop');
  await till.get('opening-step-owner').click();

  await till.press('F12');
  await expect(stepOf(till, 'owner').getByRole('alert')).toHaveText(Array(2).fill('Something is missing'));
  await till.get('opening-owner').fill('Maud Ellison');
  await till.get('opening-pin').fill('1234');
  await till.get('opening-repeated').fill('1243');
  await till.press('F12');
  await expect(stepOf(till, 'owner').getByRole('alert')).toHaveCount(2);
  await till.shot('opening-owner-en');
  await till.get('opening-pin').fill(PIN);
  await till.get('opening-repeated').fill(PIN);
  await till.press('F12');

  await expect(stepOf(till, 'printer')).toBeVisible();
  await till.shot('opening-printer-en');
  await till.get('opening-counter').click();
  await till.get('opening-printer-next').click();

  await expect(till.get('opening-products-grid')).toBeVisible();
  await till.get('opening-file').click();
  const file = [
    'sku,name,category,tax,price,stock',
    'CARD-1,Birthday card,General,standard,2.40,5',
    'CARD-2,Thank-you card,General,standard,2.405,5',
  ];
  const cards = { name: 'cards.csv', mimeType: 'text/csv', buffer: Buffer.from(file.join('\n')) };
  await till.get('import-file').setInputFiles(cards);
  await expect(till.page.locator('[data-code="import-tried"]')).toBeVisible();
  await till.get('many-apply').click();
  await expect(till.page.locator('[data-code="many-done"]')).toBeVisible();
  await expect(till.get('import-refused-row')).toHaveCount(1);
  await expect(till.get('import-refused-row')).toContainText('2.405');
  await till.shot('opening-products-file-en');
  await expect(till.get('opening-imported')).toBeVisible();
  await till.get('opening-typed').click();
  await addProduct(till, 0, { name: 'Postcard', price: '1.2o', stock: '40' });
  await till.get('opening-products-save').click();
  await expect(till.get('opening-product').first().getByRole('alert')).toBeVisible();
  await addProduct(till, 0, { price: '1.20' });
  await till.scan(TEA);
  await expect(till.get('opening-product')).toHaveCount(2);
  await expect(till.get('opening-product').nth(1).getByTestId('opening-product-barcode')).toHaveValue(TEA);
  await addProduct(till, 1, { name: 'Earl Grey, 50 bags', price: '3.50', stock: '12' });
  await till.get('opening-product').nth(1).getByTestId('opening-product-tax').selectOption('zero');
  await till.shot('opening-products-en');
  await till.get('opening-products-save').click();

  await expect(stepOf(till, 'float')).toBeVisible();
  await till.shot('opening-float-en');
  await till.openShift();
  await expect(till.page.locator('[data-code="opening-list"]')).toBeVisible();
  await expect(till.get('search')).toBeVisible();
  await till.shot('opening-sell-en');

  await till.get('category-tile').click();
  await expect(till.get('tile')).toHaveCount(3);
  await expect(till.get('tile').filter({ hasText: 'Birthday card' })).toContainText('2.40');
  await till.scan(TEA);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await expect.poll(async () => (await shop.receipts()).length).toBeGreaterThan(0);
  const [receipt] = await shop.receipts();
  const text = receipt?.lines.join('\n') ?? '';
  for (const part of ['Corner Shop', 'Corner Shop Ltd', 'GB980780684', 'CSR1-1', 'Earl Grey, 50 bags', '£3.50']) {
    expect(text.replace(/\s+/g, ' ')).toContain(part);
  }
  await till.nextSale();
  await expect(till.page.locator('[data-code="opening-list"]')).toHaveCount(0);
  await openCategory(till);
  await expect.poll(() => till.stockOf('1003')).toBe(11);
  expect(await till.stockOf('1002')).toBe(40);
  expect(await till.stockOf('CARD-1')).toBe(5);
  const orders = shop.journal().filter(({ kind }) => kind === 'order.completed');
  expect(orders).toMatchObject([{ payload: { total: 350, taxTotal: 0, receipt: { series: 'CSR1', number: 1 } } }]);
  const state = await fetch(`${shop.serverUrl}/setup`);
  expect(await state.json()).toEqual({ open: false });
  test.info().annotations.push({ type: 'seconds to the first sale', description: String((Date.now() - began) / 1000) });
});

test('a shop in China, in Chinese, at both sizes; what is put off is found again', async () => {
  const { shop, till } = await open('zh-CN', false);
  const both = async (name: string): Promise<void> => {
    await till.looksRight(`opening-${name}-zh`);
    await till.page.setViewportSize(TABLET);
    await till.shot(`opening-${name}-zh-tablet`);
    expect(await smallTargets(till.page), name).toEqual([]);
    await till.page.setViewportSize(DESKTOP);
  };
  await expect(till.get('opening-country')).toHaveValue('CN');
  await expect(till.page.locator('[data-code="fiscal-invoice"]')).toContainText('发票');
  await both('country');
  await next(till, 'business');
  await till.get('opening-name').fill('街角小店');
  await till.get('opening-legal-name').fill('杭州街角百货有限公司');
  await till.get('opening-address').fill('浙江省杭州市西湖区文一路 1 号');
  await till.get('opening-tax-number').fill('91350100M000100Y43');
  await both('business');
  await next(till, 'taxes');
  await expect(till.get('opening-rates')).toContainText('标准');
  await both('taxes');
  await next(till, 'cash');
  await both('cash');
  await next(till, 'owner');
  await till.get('opening-owner').fill('李小雨');
  await till.get('opening-pin').fill(PIN);
  await till.get('opening-repeated').fill(PIN);
  await till.get('opening-code').fill('WRONGONE');
  await till.press('F12');
  await expect(till.page.locator('[data-code="setup-code-invalid"]')).toBeVisible();
  await both('owner');
  await till.get('opening-code').fill(shop.setupCode);
  await till.press('F12');

  await expect(till.get('opening-devices')).toBeVisible();
  await both('printer');
  await till.get('opening-devices').click();
  await expect(till.get('setup-printer')).toBeVisible();
  await till.get('task-back').click();
  await till.get('opening-later').click();
  await expect(till.get('opening-products-grid')).toBeVisible();
  await addProduct(till, 0, { name: '龙井茶 50 克', price: '48', barcode: TEA, stock: '8' });
  await both('products');
  await till.get('opening-products-save').click();
  await expect(stepOf(till, 'float')).toBeVisible();
  await both('float');
  await till.get('opening-later').click();

  await till.openShift();
  await till.get('category-tile').click();
  await expect(till.get('tile')).toHaveCount(1);
  await both('sell');
  await till.get('opening-list-printer').click();
  await expect(stepOf(till, 'printer')).toBeVisible();
  await till.get('opening-counter').click();
  await till.get('opening-printer-next').click();
  await till.get('opening-later').click();
  await till.scan(TEA);
  await till.payExact();
  await expect.poll(async () => (await shop.receipts()).length).toBeGreaterThan(0);
  const text = (await shop.receipts())[0]?.lines.join('\n') ?? '';
  for (const part of ['街角小店', '杭州街角百货有限公司', '91350100M000100Y43', '龙井茶']) expect(text).toContain(part);
  await till.nextSale();
  await openCategory(till);
  await expect.poll(() => till.stockOf('1001')).toBe(7);
});

test('npm start -- --own opens on the wizard, in a folder of its own', async () => {
  const folder = mkdtempSync(path.join(ROOT, 'test-results', 'own-'));
  const flags: string[] = [];
  for (const flag of ['--server-port', '--till-port', '--counter-port']) flags.push(flag, String(await freePort()));
  const program = run(process.execPath, ['scripts/start.mjs', '--own', '--no-open', '--data-dir', folder, ...flags]);
  closers.push(() => program.stop());
  const [, tillUrl = ''] = await program.printed(/^till (http\S+)$/m);
  await program.printed(/^counter http/m);
  expect(program.output()).not.toContain('PINs');
  const browser = await openBrowser(mkdtempSync(path.join(folder, 'browser-')));
  closers.push(() => browser.close());
  const till = await TillPage.first(browser);
  await till.page.goto(tillUrl);
  await expect(till.get('opening-country')).toBeVisible();
  await till.get('opening-join').click();
  await expect(till.get('enrol-server')).toBeVisible();
  await till.get('enrol-open-shop').click();
  await expect(till.get('opening-country')).toBeVisible();
});
