import { expect, type Locator, test } from '@playwright/test';
import type { Line } from './line.ts';
import { localMinute, minuteAfter } from './minutes.ts';
import type { Shop } from './shop.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';
import { openTwoTills, type TwoTills } from './two-tills.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = '10002';
/** So much time must be left before a minute begins for a price to be planned for it. */
const MARGIN_MS = 30_000;
/** How far ahead another is planned: the clock of the till that sells at it is put forward. */
const AHEAD_MS = 10 * 60_000;

test.describe.configure({ mode: 'serial' });

let two: TwoTills;
let shop: Shop;
/** The second till's way to the server. */
let line: Line;
let tills: [TillPage, TillPage];
/** Barcode of the variant that was made, when its price changes, and when it does again. */
let made: { gtin: string; from: Date; again: Date };

test.beforeAll(async () => {
  two = await openTwoTills({ operator: MANAGER }, { operator: MANAGER });
  ({ shop, line } = two);
  tills = two.tills.map((one) => one.till) as [TillPage, TillPage];
});

test.afterAll(() => two?.close());

const rowOf = (till: TillPage, sku: string): Locator =>
  till.page.locator(`[data-testid="product-row"][data-sku="${sku}"]`);
const notice = (till: TillPage, code: string): Locator =>
  till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const isPressed = (on: boolean) => ['aria-pressed', String(on)] as const;

async function toProducts(till: TillPage): Promise<void> {
  await till.get('rail-more').click();
  await till.get('products-open').click();
  await expect(till.get('product-row').first()).toBeVisible();
}

async function find(till: TillPage, text: string): Promise<void> {
  await till.get('products-search').fill(text);
  await expect(rowOf(till, text)).toBeVisible();
}

async function open(till: TillPage, sku: string): Promise<void> {
  await find(till, sku);
  await rowOf(till, sku).getByTestId('product-open').click();
  await expect(till.get('product-form')).toBeVisible();
}

async function plan(till: TillPage, price: string, from: Date): Promise<void> {
  await till.get('product-price-high-street').fill(price);
  await till.get('price-when-later').click();
  await till.get('price-from').fill(localMinute(from));
  await till.get('product-save').click();
  await expect(notice(till, 'product-saved')).toBeVisible();
}

test('a product with two variants is made, sold within seconds, and gets a price for a set minute', async () => {
  const [till] = tills;
  await toProducts(till);
  await till.looksRight('products-list-en');
  await till.get('product-new').click();
  await expect(till.get('product-save')).toBeDisabled();
  await till.get('product-name').fill('Rain coat');
  await till.get('product-name-zh-CN').fill('雨衣');
  await till.get('product-sku').fill('RC');
  await till.get('product-price-high-street').fill('24.99');
  await till.get('product-price-trade-counter').fill('20');
  await till.scan('4006381333932');
  await expect(till.page.getByRole('alert')).toContainText('1');
  await till.looksRight('product-new-en');
  await till.get('product-tab-variants').click();
  await till.get('axis-add').click();
  await till.get('axis-name').fill('Size');
  await till.get('axis-values').fill('S, M');
  await expect(till.get('variant-cell')).toHaveCount(2);
  await till.get('cell-barcode').first().click();
  const gtin = (await till.get('cell-gtin').innerText()).trim();
  await till.looksRight('product-variants-en');

  await till.get('rail-sell').click();
  await expect(notice(till, 'unsaved')).toBeVisible();
  await till.get('leave-stay').click();
  await till.get('product-save').click();
  await expect(notice(till, 'product-saved')).toBeVisible();
  await till.get('rail-sell').click();
  await expect(async () => {
    await till.scan(gtin);
    await expect(till.get('cart-line')).toContainText('Rain coat S', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await till.payExact();
  await till.nextSale();

  await toProducts(till);
  await open(till, 'RC-S');
  const from = minuteAfter(MARGIN_MS);
  await plan(till, '19.99', from);
  await open(till, 'RC-S');
  await expect(till.get('price-ahead')).toContainText('19.99');
  await till.looksRight('product-edit-en');
  const again = minuteAfter(AHEAD_MS);
  await plan(till, '17.99', again);
  made = { gtin, from, again };
});

test('two managers change one product: the later sees what the earlier did, and nothing is lost', async () => {
  const [first, second] = tills;
  await toProducts(second);
  await open(second, GLOBE);
  await toProducts(first);
  await open(first, GLOBE);
  await first.get('product-name').fill('Political globe');
  await first.get('product-age').fill('12');
  await first.get('product-save').click();
  await expect(notice(first, 'product-saved')).toBeVisible();

  await second.get('product-name').fill('Globe, inflatable');
  await second.get('product-undiscountable').click();
  await second.get('product-save').click();
  const row = second.page.locator('[data-testid="conflict-row"][data-field="name"]');
  await expect(row).toContainText('Political globe');
  await expect(second.get('conflict-taken')).toContainText('12');
  await expect(second.get('conflict-save')).toBeDisabled();
  await second.looksRight('product-conflict-en');
  await row.getByTestId('conflict-mine').click();
  await expect(row.getByTestId('conflict-mine')).toHaveAttribute(...isPressed(true));
  await second.get('conflict-save').click();
  await expect(notice(second, 'product-saved')).toBeVisible();
  await open(second, GLOBE);
  await expect(second.get('product-name')).toHaveValue('Globe, inflatable');
  await expect(second.get('product-age')).toHaveValue('12');
  await expect(second.get('product-undiscountable')).toHaveAttribute('aria-checked', 'true');
  await second.get('product-tab-history').click();
  await expect(second.get('product-version')).toHaveCount(3);
  await second.looksRight('product-history-en');
});

test('many are changed at once and back again; what somebody changed meanwhile is refused in words', async () => {
  const [first, second] = tills;
  await toProducts(first);
  await expect(first.get('product-row').nth(2)).toBeVisible();
  const skus = await first
    .get('product-row')
    .evaluateAll((rows) => rows.slice(0, 3).map((row) => row.dataset.sku ?? ''));
  const price = rowOf(first, skus[0] ?? '').locator('[data-store="high-street"]');
  const before = await price.innerText();
  await first.get('product-choose').nth(0).click();
  await first
    .get('product-choose')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await first.get('products-bulk').click();
  await first.get('bulk-how').selectOption('percent');
  await first.get('bulk-price').fill('10');
  await first.get('bulk-ending').fill('.99');
  await expect(first.get('bulk-row')).toHaveCount(3);
  await expect(
    first.page.locator('[data-testid="bulk-price-row"][data-store="high-street"] ins').first(),
  ).toContainText('.99');
  await first.looksRight('products-bulk-en');
  await first.get('many-apply').click();
  await expect(notice(first, 'many-done')).toBeVisible();

  await toProducts(second);
  await open(second, skus[1] ?? '');
  await second.get('product-price-high-street').fill('77');
  await second.get('product-save').click();
  await expect(notice(second, 'product-saved')).toBeVisible();
  await first.get('many-undo').click();
  await expect(notice(first, 'many-undone')).toBeVisible();
  await first.get('many-back').click();
  await expect(first.get('products-list')).toBeVisible();

  await expect(price).toHaveText(before);
  await first.get('product-choose').nth(0).click();
  await first.get('products-bulk').click();
  await first.get('bulk-how').selectOption('set');
  await first.get('bulk-price').fill('55.55');
  await first.get('many-apply').click();
  await expect(notice(first, 'many-done')).toBeVisible();
  await first.get('many-undo').click();
  await expect(notice(first, 'many-undone')).toBeVisible();
  await first.get('many-back').click();
  await expect(price).toHaveText(before);
});

test('many get a price from a date on, which undoing takes back', async () => {
  const [first, second] = tills;
  const sku = (await first.get('product-row').first().getAttribute('data-sku')) ?? '';
  await first.get('product-choose').first().click();
  await first.get('products-bulk').click();
  await first.get('bulk-how').selectOption('set');
  await first.get('bulk-price').fill('44.44');
  await first.get('price-when-later').click();
  await expect(first.get('many-apply')).toBeDisabled();
  await first.get('price-from').fill(localMinute(made.again));
  const planned = first.page.locator('[data-testid="bulk-price-row"][data-store="high-street"] ins');
  await expect(planned).toContainText(/44\.44 from .+\d\d:\d\d/);
  await first.looksRight('products-bulk-dated-en');
  await first.get('many-apply').click();
  await expect(notice(first, 'many-done')).toContainText('hold from');
  await open(second, sku);
  await expect(second.get('price-ahead').first()).toContainText('44.44');
  await second.get('product-back').click();
  await first.get('many-undo').click();
  await expect(notice(first, 'many-undone')).toBeVisible();
  await open(second, sku);
  await expect(second.get('product-price-high-street')).toBeVisible();
  await expect(second.get('price-ahead')).toHaveCount(0);
  await first.get('many-back').click();
});

test('a file is tried out, its bad rows are told with line and reason, the rest goes in', async () => {
  const [till] = tills;
  await toProducts(till);
  await till.get('products-tab-import').click();
  const file = [
    'sku,name,category,tax,price,gtin,shade',
    'IMP-1,Imported lamp,Home Decor,standard,12.50,,red',
    'IMP-2,Imported vase,Home Decor,standard,9.999,,',
    'IMP-3,Imported bowl,Home Decor,unheard-of,5,,',
    'IMP-4,Imported plate,Home Decor,standard,5,4006381333932,',
  ];
  await till.get('import-file').setInputFiles({
    name: 'goods.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file.join('\n')),
  });
  await expect(notice(till, 'import-tried')).toBeVisible();
  await expect(till.get('import-refused-row')).toHaveCount(3);
  await expect(till.get('import-refused-row').first()).toContainText('9.999');
  await till.looksRight('products-import-en');
  await till.get('many-apply').click();
  await expect(notice(till, 'many-done')).toBeVisible();
  await till.get('products-tab-list').click();
  await find(till, 'IMP-1');
  await till.get('products-tab-categories').click();
  await till.get('categories-open').first().click();
  await till.looksRight('products-categories-en');
});

/** Holds back one of the parts in which a file is taken in, until it is let go. */
async function heldPart(till: TillPage, nth: number): Promise<() => void> {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let taken = 0;
  await till.page.route('**/api/catalogue/import', async (route) => {
    if (!route.request().postDataJSON().dryRun && ++taken === nth) await free;
    await route.continue();
  });
  return letGo;
}

test('an import says how far it is; stopped in the middle it says what is done, and that is taken back whole', async () => {
  const [till] = tills;
  await toProducts(till);
  await till.get('products-tab-import').click();
  const rows = Array.from({ length: 600 }, (_, at) => `STOP-${at},Stopped ${at},Home Decor,standard,1.00`);
  const letGo = await heldPart(till, 2);
  await till.get('import-file').setInputFiles({
    name: 'many.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['sku,name,category,tax,price', ...rows].join('\n')),
  });
  await expect(notice(till, 'import-tried')).toContainText('600', { timeout: 60_000 });
  await till.get('many-apply').click();
  await expect(till.get('many-progress')).toHaveAttribute('data-sent', '250', { timeout: 60_000 });
  await expect(till.get('many-progress')).toHaveAttribute('data-total', '600');
  await till.get('many-stop').click();
  letGo();
  await expect(notice(till, 'many-stopped')).toBeVisible({ timeout: 60_000 });
  await expect(notice(till, 'many-done')).toContainText('500 made');
  await till.page.unroute('**/api/catalogue/import');
  await till.looksRight('products-import-stopped-en');
  await till.get('many-undo').click();
  await expect(notice(till, 'many-undone')).toBeVisible({ timeout: 120_000 });
  await till.get('products-tab-list').click();
  await till.get('products-search').fill('STOP-49');
  await expect(till.get('product-row')).toHaveCount(0);
  await till.get('products-status').selectOption('archived');
  await expect(rowOf(till, 'STOP-499')).toBeVisible();
  await till.get('products-search').fill('STOP-599');
  await expect(till.get('product-row')).toHaveCount(0);
  await till.get('products-status').selectOption('active');
});

test('what is no CSV, lacks a column or is written otherwise is refused in words', async () => {
  const [till] = tills;
  await toProducts(till);
  await till.get('products-tab-import').click();
  const files: readonly (readonly [name: string, bytes: Buffer, words: string])[] = [
    ['book.xlsx', Buffer.from('504b03041400060008000000', 'hex'), 'is no CSV'],
    ['columns.csv', Buffer.from('name,price\nLamp,1\n'), 'no column "sku"'],
    ['gbk.csv', Buffer.from('736b752c6e616d650a312cb1add7d30a', 'hex'), 'GBK'],
    ['utf16.csv', Buffer.from('\ufeffsku,name\n1,Lamp\n', 'utf16le'), 'UTF-16'],
    ['latin.csv', Buffer.from('sku,name\n1,Caf\xe9\n', 'latin1'), 'not written in UTF-8'],
    ['empty.csv', Buffer.alloc(0), 'empty'],
  ];
  for (const [name, buffer, words] of files) {
    await till.get('import-file').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await expect(till.get('import-columns')).toContainText(name);
    await expect(till.get('import-refused-row')).toContainText(words);
    await expect(till.get('import-refused-row')).toHaveCount(1);
    await expect(till.get('many-apply')).toBeDisabled();
  }
  await till.looksRight('products-import-refused-en');
});

test('the price that was planned holds from its minute on, and its label is due', async () => {
  const [till] = tills;
  await till.get('rail-more').click();
  await till.get('labels-open').click();
  await till.get('labels-due-from').fill(localMinute(made.from));
  await till.get('labels-due-to').fill(localMinute(new Date(made.from.getTime() + 60_000)));
  await till.get('labels-due').click();
  const row = till.page.locator('[data-testid="label-row"][data-sku="RC-S"]');
  await expect(row).toContainText('19.99');
  await row.getByTestId('label-show').click();
  await till.looksRight('labels-due-en');

  await till.get('rail-sell').click();
  await till.page.keyboard.press('F2');
  await till.type('rain coat s');
  await expect(till.get('search-result').first()).toContainText('19.99', {
    timeout: Math.max(made.from.getTime() - Date.now(), 0) + 30_000,
  });
  await till.page.keyboard.press('Escape');
  await till.scan(made.gtin);
  await expect(till.get('cart-line')).toContainText('19.99');
});

test('without a network, too, the price changes at its minute', async () => {
  const [, other] = tills;
  await other.get('rail-sell').click();
  await expect(other.get('status')).toHaveAttribute('data-state', 'synced');
  await line.cut();
  await expect(other.get('status')).toHaveAttribute('data-state', 'offline');
  await other.page.clock.setFixedTime(new Date(made.again.getTime() - 1));
  await other.scan(made.gtin);
  await expect(other.get('cart-line')).toContainText('19.99');
  await other.payExact();
  await other.nextSale();
  await other.page.clock.setFixedTime(made.again);
  await other.scan(made.gtin);
  await expect(other.get('cart-line')).toContainText('17.99');
  await other.payExact();
  await other.nextSale();
  const totals = two.tills[1].host
    .journal()
    .flatMap(({ kind, payload }) => (kind === 'order.completed' ? [payload.total] : []));
  expect(totals).toEqual([1999, 1799]);
  line.mend();
  await expect(other.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 40_000 });
});

test('every screen fits: dark, Chinese, a tablet, and without a server', async () => {
  const [till] = tills;
  await till.get('rail-more').click();
  await till.page.getByText('简体中文', { exact: true }).click();
  await till.page.emulateMedia({ colorScheme: 'dark' });
  await toProducts(till);
  await till.looksRight('products-list-zh');
  await till.page.setViewportSize(TABLET);
  await till.looksRight('products-list-tablet-zh');
  await open(till, 'RC-S');
  await till.looksRight('product-edit-tablet-zh');
  await till.get('product-back').click();
  await till.page.setViewportSize({ width: 1024, height: 768 });
  await expect(rowOf(till, 'RC-S')).toBeVisible();
  await till.looksRight('products-list-1024-zh');
  await till.page.setViewportSize(DESKTOP);
  await open(till, 'RC-S');
  await shop.stopServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline');
  await till.get('product-age').fill('16');
  await till.get('product-save').click();
  await expect(notice(till, 'offline')).toBeVisible();
  await expect(till.get('product-age')).toHaveValue('16');
  await till.get('product-back').click();
  await till.get('leave-discard').click();
  await till.get('products-search').fill('tea');
  await expect(till.page.getByText('商品在服务器上修改')).toBeVisible();
  await till.looksRight('products-offline-zh');
});
