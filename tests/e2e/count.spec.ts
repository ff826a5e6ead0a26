import { expect, type Locator, test } from '@playwright/test';
import type { Line } from './line.ts';
import type { Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openTwoTills, type TwoTills } from './two-tills.ts';

/** In the demo shop: 49 on the shelf of the high street at first. */
const TAPES = { gtin: '2900101250008', sku: '10125', opening: 49 };
/** 33 of it. */
const GLOBE = { gtin: '2900100020008', sku: '10002', opening: 33 };

test.describe.configure({ mode: 'serial' });

let two: TwoTills;
let shop: Shop;
let line: Line;
let manager: TillPage;
let other: TillPage;

test.beforeAll(async () => {
  two = await openTwoTills({ operator: MANAGER }, { chosen: 'zh-CN', operator: MANAGER });
  ({ shop, line } = two);
  [manager, other] = two.tills.map(({ till }) => till) as [TillPage, TillPage];
});

test.afterAll(() => two?.close());

const seen = (till: TillPage, name: string) => till.looksRightIn(['tablet-dark'], `count-${name}`);

test('a count is planned; both tills know of it', async () => {
  await sell(manager);
  await openCounts(manager);
  await seen(manager, 'none');
  await manager.get('count-plan').click();
  await expect(manager.get('due-row').first()).toBeVisible();
  await manager.get('count-kind-chosen').click();
  await manager.scan(TAPES.gtin);
  await manager.scan(GLOBE.gtin);
  await expect(manager.get('chosen-row')).toHaveCount(2);
  await manager.get('count-name').fill('Tapes and globes');
  await seen(manager, 'plan-chosen');
  await manager.get('count-plan-save').click();
  await expect(manager.get('count-row')).toHaveCount(1);
  await seen(manager, 'list');
});

test('while it is counted, both tills sell, one of them without a network', async () => {
  await line.cut();
  await expect(other.get('status')).toHaveAttribute('data-state', 'offline');
  await manager.get('count-start').click();
  await expect(count(manager, TAPES.sku)).toHaveAttribute('data-quantity', '');
  // 49, one sold: one more is missing.
  await manager.type('47*');
  await expect(manager.get('stock-multiplier')).toBeVisible();
  await manager.scan(TAPES.gtin);
  await expect(count(manager, TAPES.sku)).toHaveAttribute('data-quantity', '47');
  await manager.scan(GLOBE.gtin);
  await manager.get('count-key').filter({ hasText: '3' }).click();
  await manager.get('count-key').filter({ hasText: '3' }).click();
  await manager.get('count-set').click();
  await expect(count(manager, GLOBE.sku)).toHaveAttribute('data-quantity', '33');
  await seen(manager, 'count');
  await manager.get('count-complete').click();
  await manager.get('count-complete-sure').click();
  await expect(notice(manager, 'place-complete')).toBeVisible();
  await sell(other);
  await manager.get('rail-sell').click();
  await sell(manager);
});

test('its difference is provisional until the other till is heard, and is then counted again without a network, explained and booked', async () => {
  await openCounts(manager);
  await manager.get('count-review').click();
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-state', 'provisional');
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-difference', '-1');
  await expect(notice(manager, 'count-waits')).toContainText('Till 2');
  await expect(manager.get('count-approve')).toBeDisabled();
  await seen(manager, 'review-provisional');
  line.mend();
  await expect(other.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  await manager.get('review-view-decide').click();
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-state', 'final', { timeout: 30_000 });
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-difference', '-1');
  await manager.get('review-again').click();
  await manager.get('count-recount').click();
  await manager.get('review-view-waiting').click();
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-state', 'incomplete');
  await openCounts(other);
  await seen(other, 'list-zh');
  await other.get('count-start').click();
  // The new round asks for the tapes alone.
  await expect(count(other, TAPES.sku)).toBeVisible();
  await expect(count(other, GLOBE.sku)).toHaveCount(0);
  // The other till counts again without a network, two sold since: 45 are left of what should be 46.
  await line.cut();
  await expect(other.get('status')).toHaveAttribute('data-state', 'offline');
  await other.type('45*');
  await expect(other.get('stock-multiplier')).toBeVisible();
  await other.scan(TAPES.gtin);
  await expect(count(other, TAPES.sku)).toHaveAttribute('data-quantity', '45');
  await expect(count(other, GLOBE.sku)).toHaveCount(0);
  await seen(other, 'recount-zh');
  line.mend();
  await expect(other.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  await other.get('count-leave').click();
  await manager.get('start-back').click();
  await manager.get('count-review').click();
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-state', 'final', { timeout: 30_000 });
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-difference', '-1');
  await manager.get('review-reason').selectOption('theft');
  await seen(manager, 'review-final');
  await manager.get('count-approve').click();
  await manager.get('review-view-approved').click();
  await expect(review(manager, TAPES.sku)).toHaveAttribute('data-state', 'approved');
  await expect(manager.get('review-row')).toHaveCount(2);
  await manager.get('count-close').click();
  await manager.get('count-close-sure').click();
  await expect(manager.get('count-row')).toHaveCount(0);
  await expect(manager.get('count-done')).toHaveCount(1);
  await manager.get('count-shrinkage').click();
  await expect(manager.get('shrinkage-row')).toHaveAttribute('data-reason', 'theft');
  await seen(manager, 'shrinkage');
  await other.get('count-done').click();
  await expect(review(other, TAPES.sku)).toHaveAttribute('data-state', 'approved');
  await seen(other, 'review-zh');
  await other.get('start-back').click();
  await other.get('count-plan').click();
  await expect(other.get('due-row').first()).toBeVisible();
  await seen(other, 'plan-zh');
});

test('stock is right on both tills', async () => {
  for (const till of [manager, other]) {
    await till.get('rail-sell').click();
    await till.get('search').fill(TAPES.sku);
    // Three were sold, and one stolen.
    await expect.poll(() => till.stockOf(TAPES.sku)).toBe(TAPES.opening - 4);
  }
  expect(await shop.exceptions()).toEqual([]);
});

async function sell(till: TillPage): Promise<void> {
  await till.scan(TAPES.gtin);
  await till.payExact();
  await till.nextSale();
}

async function openCounts(till: TillPage): Promise<void> {
  await till.get('rail-stock').click();
  const [home, counting] = [till.get('stock-home'), till.get('count-work')];
  await expect(till.get('counts').or(home).or(counting)).toBeVisible();
  if (await counting.isVisible()) await till.get('count-leave').click();
  if (await home.isVisible()) await till.get('stock-count').click();
  await expect(till.get('counts')).toBeVisible();
}

function count(till: TillPage, sku: string): Locator {
  return till.page.locator(`[data-testid="count-line"][data-sku="${sku}"]`);
}

function review(till: TillPage, sku: string): Locator {
  return till.page.locator(`[data-testid="review-row"][data-sku="${sku}"]`);
}

function notice(till: TillPage, code: string): Locator {
  return till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
}
