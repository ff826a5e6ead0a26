import { expect, type Locator, test } from '@playwright/test';
import type { Line } from './line.ts';
import type { Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';
import { openTwoTills, type TwoTills } from './two-tills.ts';

const TAPES = { gtin: '2900101250008', sku: '10125' };
const GLOBE = { gtin: '2900100020008', sku: '10002' };
/** Never stopped here. */
const FREE = { sku: '10120' };

test.describe.configure({ mode: 'serial' });

let two: TwoTills;
let shop: Shop;
let line: Line;
let manager: TillPage;
let other: TillPage;

test.beforeAll(async () => {
  two = await openTwoTills({ operator: MANAGER }, { chosen: 'zh-CN', operator: MANAGER });
  ({ shop, line } = two);
  [manager, other] = two.tills.map((one) => one.till) as [TillPage, TillPage];
});

test.afterAll(() => two?.close());

const seen = (till: TillPage, name: string) => till.looksRightIn(['tablet-dark'], `recall-${name}`);

test('of nothing stopped the list says so', async () => {
  for (const [till, words, name] of [
    [manager, 'Nothing is stopped', 'list-none'],
    [other, '没有停售的商品', 'list-none-zh'],
  ] as const) {
    await openRecalls(till);
    await expect(till.get('recall-list')).toContainText(words);
    await seen(till, name);
    await till.get('rail-sell').click();
  }
});

test('what is recalled on one till is refused on the other within seconds, in its cart too', async () => {
  await other.scan(TAPES.gtin);
  await expect(other.get('cart-line')).toHaveCount(1);
  await stop(TAPES.gtin, { reason: 'Glass splinters possible' });
  await expect(other.get('line-halted')).toBeVisible({ timeout: 5_000 });
  await other.page.keyboard.press('F12');
  await expect(other.page.locator('[data-testid="notice"][data-code="cart-recalled"]')).toBeVisible();
  await expect(other.get('tender-exact')).toHaveCount(0);
  await seen(other, 'cart-zh');
  await other.get('line-remove').click();
  await other.scan(TAPES.gtin);
  await expect(other.page.locator('[data-testid="notice"][data-code="item-recalled"]')).toBeVisible();
  await expect(other.get('cart-line')).toHaveCount(0);
});

test('of a stopped batch the pack is looked at', async () => {
  await other.scan(GLOBE.gtin);
  await expect(other.get('cart-line')).toHaveCount(1);
  await stop(GLOBE.gtin, { reason: 'Wrong label', batch: 'L77' });
  await expect(other.get('line-halted')).toBeVisible({ timeout: 5_000 });
  await other.scan(GLOBE.gtin);
  await expect(other.get('stop-question')).toBeVisible();
  await seen(other, 'batch-zh');
  await other.get('stop-other-batch').click();
  await expect(other.get('stop-question')).toHaveCount(0);
  await expect(other.get('cart-line')).toHaveCount(2);
  await other.get('cart-line').first().getByRole('button').first().click();
  await expect(other.get('stop-question')).toBeVisible();
  await seen(other, 'line-zh');
  await other.get('stop-other-batch').click();
  await expect(other.get('line-halted')).toHaveCount(0);
  await other.page.keyboard.press('Escape');
  await other.payExact();
  await other.nextSale();
});

test('a till without a network sells what it cannot know of; it books, an exception tells, the list names it', async () => {
  await openRecalls();
  await manager.get('recall-open').last().click();
  await manager.get('recall-lift').click();
  await manager.get('recall-lift-sure').click();
  await expect(manager.get('recall-lift')).toHaveCount(0);
  await manager.get('start-back').click();
  await manager.get('rail-sell').click();
  await expect
    .poll(async () => {
      await other.scan(TAPES.gtin);
      return other.get('cart-line').count();
    })
    .toBe(1);
  await line.cut();
  await expect(other.get('status')).toHaveAttribute('data-state', 'offline');
  await stop(TAPES.gtin, { reason: 'Again' });
  await other.payExact();
  await other.nextSale();
  line.mend();
  await expect(other.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
  await expect
    .poll(async () => (await shop.exceptions()).map(({ code }) => code), { timeout: 20_000 })
    .toContain('stopped-item-sold');
  await openRecalls();
  await manager.get('recall-open').first().click();
  await expect(manager.get('recall-sold-row').first()).toContainText('after the stop');
  await seen(manager, 'sold');
});

test('what was sold after the stop is settled with a reason, once: who comes second sees who was first, and why', async () => {
  const sold = (till: TillPage): Locator =>
    till.page.locator('[data-testid="exception-row"][data-code="stopped-item-sold"]');
  for (const till of [manager, other]) {
    await till.get('rail-more').click();
    await till.get('exceptions-open').click();
    await expect(sold(till)).toHaveCount(1);
  }
  await seen(manager, 'exceptions');
  await seen(other, 'exceptions-zh');
  for (const till of [manager, other]) {
    await sold(till).getByTestId('exceptions-open').click();
    await expect(till.get('exception')).toHaveAttribute('data-status', 'open');
    await expect(till.get('exception-settle')).toBeDisabled();
  }
  await other.page.locator('[data-testid="exception-choice"][data-value="as-it-is"]').click();
  await other.get('exception-note').fill('顾客已回访');
  await seen(other, 'exception-zh');
  await manager.page.locator('[data-testid="exception-choice"][data-value="followed-up"]').click();
  await manager.get('exception-note').fill('Rang the customer, the pack comes back');
  await seen(manager, 'exception');
  await manager.get('exception-settle').click();
  await expect(manager.get('exceptions-status')).toBeVisible();
  await expect(manager.get('report-loading')).toHaveCount(0);
  await expect(sold(manager)).toHaveCount(0);
  await manager.get('exceptions-status-resolved').click();
  await expect(sold(manager)).toContainText('Taken up with those concerned');
  await seen(manager, 'exceptions-settled');
  await sold(manager).getByTestId('exceptions-open').click();
  const settled = manager.page.locator('[data-testid="notice"][data-code="exception-settled"]');
  await expect(settled).toContainText('Rang the customer, the pack comes back');
  await expect(settled).toContainText(MANAGER[0]);
  await expect(manager.get('exception-settle')).toHaveCount(0);
  await other.get('exception-settle').click();
  await expect(other.page.locator('[data-testid="notice"][data-code="settled-meanwhile"]')).toContainText(
    '已与相关人员跟进',
  );
  await expect(other.get('exception-settle')).toHaveCount(0);
  await seen(other, 'exception-first-zh');
  await other.get('exception-leave').click();
  await expect(other.get('report-loading')).toHaveCount(0);
  await expect(sold(other)).toHaveCount(0);
});

test('the list has what holds before what was lifted', async () => {
  for (const [till, name] of [
    [manager, 'list'],
    [other, 'list-zh'],
  ] as const) {
    await openRecalls(till);
    await expect(till.get('recall-row')).toHaveCount(3);
    await expect(till.get('recall-row').last()).toHaveAttribute('data-status', 'lifted');
    await seen(till, name);
  }
});

test('what is not to be sold is marked where it is looked for and where it comes in', async () => {
  await other.get('rail-sell').click();
  for (const [sku, words] of [
    [TAPES.sku, '不得销售'],
    [GLOBE.sku, '批次 L77 不得销售'],
  ] as const) {
    await other.get('search').fill(sku);
    await expect(marked(other, 'search-result', sku).getByTestId('stop-mark')).toHaveText(words);
    await seen(other, `search-${sku}-zh`);
  }
  await other.get('search').fill(FREE.sku);
  await expect(marked(other, 'search-result', FREE.sku)).toBeVisible();
  await expect(marked(other, 'search-result', FREE.sku).getByTestId('stop-mark')).toHaveCount(0);
  await manager.get('rail-stock').click();
  await manager.get('stock-receive').click();
  await manager.get('receive-free').click();
  await manager.scan(TAPES.gtin);
  for (const batch of ['L77', 'M1']) await manager.scan(`]d201${GLOBE.gtin.padStart(14, '0')}10${batch}`);
  await expect(manager.get('work-line')).toHaveCount(3);
  const globes = marked(manager, 'work-line', GLOBE.sku);
  await expect(marked(manager, 'work-line', TAPES.sku).getByTestId('stop-mark')).toHaveText('Not to be sold');
  await expect(globes.filter({ hasText: 'L77' }).getByTestId('stop-mark')).toHaveText('Not to be sold');
  await expect(globes.filter({ hasText: 'M1' }).getByTestId('stop-mark')).toHaveCount(0);
  await seen(manager, 'receive');
});

async function openRecalls(till = manager): Promise<void> {
  await till.get('rail-more').click();
  await till.get('recalls-open').click();
  await expect(till.get('recall-list')).toBeVisible();
}

/** A product where it is looked for or worked with. */
function marked(till: TillPage, testId: string, sku: string): Locator {
  return till.page.locator(`[data-testid="${testId}"][data-sku="${sku}"]`);
}

async function stop(gtin: string, { reason, batch }: { reason: string; batch?: string }): Promise<void> {
  await openRecalls();
  await manager.get('recall-new').click();
  await manager.scan(gtin);
  await expect(manager.get('recall-product')).toBeVisible();
  if (batch !== undefined) await manager.get('recall-batch').fill(batch);
  await manager.get('recall-reason').fill(reason);
  await seen(manager, `form-${batch ?? 'all'}`);
  await manager.get('recall-publish').click();
  await expect(manager.get('recall-row').first()).toContainText(reason);
}
