import { expect, type Locator, test } from '@playwright/test';
import type { Line } from './line.ts';
import type { Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openTwoTills, type TwoTills } from './two-tills.ts';

/** From the demo shop (resources/demo). */
const GLOBE = { gtin: '2900100020008', sku: '10002', opening: 33 };
const TAPES = { gtin: '2900101250008', sku: '10125', opening: 49 };
const SAID = { en: 'Blows up to 40 cm.\nNot for children under three.', 'zh-CN': '充气后直径 40 厘米。' };
const SYNCED = { timeout: 30_000 };

test.describe.configure({ mode: 'serial' });

let two: TwoTills;
let shop: Shop;
/** The second till's way to the server. */
let line: Line;
let office: TillPage;
/** Another manager's, in Chinese. */
let other: TillPage;

test.beforeAll(async () => {
  two = await openTwoTills({ operator: MANAGER }, { chosen: 'zh-CN', operator: MANAGER });
  ({ shop, line } = two);
  [office, other] = two.tills.map((one) => one.till) as [TillPage, TillPage];
});

test.afterAll(() => two?.close());

const notice = (page: TillPage, code: string): Locator =>
  page.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const category = (page: TillPage, name: string): Locator => page.get('category-row').filter({ hasText: name });
const place = (name: string): Locator => office.get('place-row').filter({ hasText: name });

async function toProducts(page: TillPage, tab?: string): Promise<void> {
  // A section comes up as it was left; pressed again it begins anew.
  for (const _ of [1, 2]) await page.get('rail-more').click();
  await page.get('products-open').click();
  await expect(page.get('product-row').first()).toBeVisible();
  if (tab) await page.get(`products-tab-${tab}`).click();
}

/** Only rows in sight are there: one is found by its name first. */
async function findCategory(page: TillPage, name: string): Promise<void> {
  await toProducts(page, 'categories');
  await page.get('categories-search').fill(name);
  await expect(category(page, name)).toHaveCount(1);
}

async function openCategory(page: TillPage, name: string): Promise<void> {
  await findCategory(page, name);
  await category(page, name).getByTestId('categories-open').click();
  await expect(page.get('category-name')).toHaveValue(name);
}

async function makeCategory(name: string): Promise<void> {
  await toProducts(office, 'categories');
  await office.get('category-new').click();
  await office.get('category-name').fill(name);
  await office.get('category-save').click();
  await expect(office.get('categories')).toBeVisible();
  await findCategory(office, name);
}

/** Saves what is planned of many, takes it back, and saves it again. */
async function saveTwice(): Promise<void> {
  await office.get('many-apply').click();
  await expect(notice(office, 'many-done')).toBeVisible();
  await office.get('many-undo').click();
  await expect(notice(office, 'many-undone')).toBeVisible();
}

test('two managers change one category: the later sees what the earlier did, and nothing is lost', async () => {
  await makeCategory('Harvest fair');
  await openCategory(other, 'Harvest fair');
  await openCategory(office, 'Harvest fair');
  await office.get('category-name').fill('Village fete');
  await office.get('category-name-zh-CN').fill('乡村集会');
  await office.get('category-save').click();
  await expect(office.get('categories')).toBeVisible();

  await other.get('category-name').fill('Ploughing match');
  await other.get('category-save').click();
  const conflict = other.page.locator('[data-testid="conflict-row"][data-field="name"]');
  await expect(conflict).toContainText('Village fete');
  await expect(other.get('conflict-taken')).toContainText('乡村集会');
  await expect(other.get('conflict-save')).toBeDisabled();
  await other.looksRight('category-conflict-zh');
  await conflict.getByTestId('conflict-mine').click();
  await expect(conflict.getByTestId('conflict-mine')).toHaveAttribute('aria-pressed', 'true');
  await other.get('conflict-save').click();
  await expect(other.get('categories')).toBeVisible();
  await openCategory(office, 'Ploughing match');
  await expect(office.get('category-name-zh-CN')).toHaveValue('乡村集会');
  await office.get('category-leave').click();
  await expect(office.get('categories')).toBeVisible();
  await office.get('categories-search').fill('Village fete');
  await expect(office.get('category-row')).toHaveCount(0);
});

test('several categories become departments as one, and no longer', async () => {
  await makeCategory('Spring cleaning: brooms');
  await makeCategory('Spring cleaning: buckets');
  await office.get('categories-search').fill('Spring cleaning');
  await expect(office.get('category-row')).toHaveCount(2);
  for (const at of [0, 1]) await office.get('categories-choose').nth(at).click();
  await office.get('categories-bulk').click();
  await expect(office.get('many-apply')).toBeDisabled();
  await office.get('bulk-tax').selectOption('standard');
  await expect(office.get('many-row')).toHaveCount(2);
  await expect(office.get('many-row').locator('ins')).toHaveCount(2);
  await office.looksRight('categories-bulk-en');
  await saveTwice();
  await office.get('many-back').click();
  await office.get('categories-search').fill('Spring cleaning: brooms');
  await category(office, 'Spring cleaning: brooms').getByTestId('categories-open').click();
  await expect(office.get('category-tax')).toHaveValue('');
});

test('what a product is described as is read at the till, in its language, and not without a network', async () => {
  await toProducts(office);
  await office.get('products-search').fill(GLOBE.sku);
  const row = office.page.locator(`[data-testid="product-row"][data-sku="${GLOBE.sku}"]`);
  await row.getByTestId('product-open').click();
  for (const [tag, text] of Object.entries(SAID)) await office.get(`product-description-${tag}`).fill(text);
  await office.get('product-save').click();
  await expect(notice(office, 'product-saved')).toBeVisible();

  for (const [page, text] of [
    [office, SAID.en],
    [other, SAID['zh-CN']],
  ] as const) {
    await page.get('rail-sell').click();
    await page.press('F3');
    await page.scan(GLOBE.gtin);
    await expect(page.get('price-checked')).toHaveAttribute('data-sku', GLOBE.sku);
    await expect(page.get('product-description')).toHaveText(text);
  }
  await office.looksRight('price-check-description-en');
  await line.cut();
  await expect(other.get('status')).toHaveAttribute('data-state', 'offline');
  await other.press('Escape');
  await other.press('F3');
  await other.scan(GLOBE.gtin);
  await expect(other.get('product-description-offline')).toBeVisible();
  await other.looksRight('price-check-offline-zh');
  line.mend();
  await expect(other.get('product-description')).toHaveText(SAID['zh-CN'], SYNCED);
  await other.press('Escape');
  await office.press('Escape');
});

test('places are archived as one, and a product is put where it lies', async () => {
  for (const _ of [1, 2]) await office.get('rail-stock').click();
  await office.get('stock-places').click();
  for (const name of ['Shelf A', 'Shelf B']) {
    await office.get('place-new').click();
    await office.get('place-name').fill(name);
    await office.get('place-save').click();
    await expect(place(name)).toHaveCount(1);
  }
  for (const at of [0, 1]) await office.get('place-choose').nth(at).click();
  await office.get('places-bulk').click();
  await office.get('bulk-status').selectOption('archived');
  await expect(office.get('many-row')).toHaveCount(2);
  await office.looksRight('places-bulk-en');
  await saveTwice();
  await office.get('many-back').click();
  await expect(office.get('place-row')).toHaveCount(2);
  await office.get('start-back').click();

  await office.scan(GLOBE.gtin);
  await office.get('home-place').selectOption({ label: 'Shelf A' });
  await office.press('Escape');
  await office.get('stock-places').click();
  await place('Shelf A').getByTestId('place-open').click();
  await expect(office.get('place-product')).toHaveAttribute('data-sku', GLOBE.sku);
  await office.get('start-back').click();
});

test('a shelf is counted: what lies there alone, and a difference is that shelf’s', async () => {
  for (const _ of [1, 2]) await office.get('rail-stock').click();
  await office.get('stock-count').click();
  await office.get('count-plan').click();
  await office.get('count-kind-place').click();
  const at = (name: string): Locator => office.get('count-place-choice').filter({ hasText: name });
  await office.page.locator('[data-testid="count-place-choice"][aria-pressed="true"]').click();
  await at('Shelf A').click();
  await expect(office.page.locator('[data-testid="count-place-choice"][aria-pressed="true"]')).toHaveText('Shelf A');
  await office.get('count-name').fill('Shelf A');
  await office.looksRight('count-plan-place-en');
  await office.get('count-plan-save').click();
  await expect(office.get('count-row')).toHaveCount(1);
  await office.get('count-start').click();
  await expect(office.get('count-work')).toBeVisible();
  const counted = office.page.locator(`[data-testid="count-line"][data-sku="${GLOBE.sku}"]`);
  await office.type('32*');
  await expect(office.get('stock-multiplier')).toBeVisible();
  await office.scan(GLOBE.gtin);
  await expect(counted).toHaveAttribute('data-quantity', '32');
  await office.get('count-complete').click();
  await office.get('count-complete-sure').click();
  await expect(notice(office, 'place-complete')).toBeVisible();
  await office.get('count-leave').click();
  await office.get('count-review').click();
  const review = office.page.locator(`[data-testid="review-row"][data-sku="${GLOBE.sku}"]`);
  await expect(review).toHaveAttribute('data-state', 'final', SYNCED);
  await expect(review).toHaveAttribute('data-difference', '-1');
  await expect(office.get('review-row')).toHaveCount(1);
  await office.get('review-reason').selectOption('theft');
  await office.get('count-approve').click();
  await office.get('review-view-approved').click();
  await expect(review).toHaveAttribute('data-state', 'approved');
  for (const { sku, left } of [
    { sku: GLOBE.sku, left: GLOBE.opening - 1 },
    { sku: TAPES.sku, left: TAPES.opening },
  ]) {
    await other.get('rail-sell').click();
    await other.get('search').fill(sku);
    await expect.poll(() => other.stockOf(sku)).toBe(left);
  }
  expect(await shop.exceptions()).toEqual([]);
});
