import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { type OneTill, openOneTill } from './one-till.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';

/** GTIN and price are the demo shop's (resources/demo). */
const GLOBE = { gtin: '2900100020008', price: 85 };
const TEA = { gtin: '2902000000036', price: 495 };
const SOLD = GLOBE.price + 2 * TEA.price;
const MONEY = `£${(SOLD / 100).toFixed(2)}`;

/** Of the globe 0.85 with 20 % is 0.71 without; the tea bears none. Nothing of the demo shop has a cost that is known. */
const NET = '£10.61';
const FIGURES: Record<string, readonly (readonly [testId: string, text: string])[]> = {
  profit: [
    ['sales-net', NET],
    ['sales-cost', '£0.00'],
    ['sales-profit', NET],
    ['sales-margin', '100%'],
  ],
  'stock-value': [
    ['stock-value', '£0.00'],
    ['stock-unvalued', '3,79'],
  ],
};

test.describe.configure({ mode: 'serial' });

let shop: OneTill;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openOneTill({ operator: MANAGER });
  till = shop.till;
});

test.afterAll(async () => {
  await shop?.close();
});

/** A report with all that is checked, and a picture of it on a tablet. */
async function look(name: string): Promise<void> {
  await till.looksRight(`reports-${name}`);
  await till.page.setViewportSize(TABLET);
  await till.shot(`reports-${name}-tablet`);
  const overflow = await till.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, name).toBeLessThanOrEqual(0);
  await till.page.setViewportSize(DESKTOP);
}

test('what is sold stands on the home, in its report and in the Z, and opens the receipts behind it', async () => {
  await till.get('rail-reports').click();
  await expect(till.get('home')).toBeVisible();
  await look('home-empty');
  await till.get('reports-sales').click();
  await expect(till.page.getByText('Nothing in these days')).toBeVisible();
  await look('sales-empty');
  await till.get('rail-sell').click();
  await sell(GLOBE.gtin);
  await sell(TEA.gtin);
  await sell(TEA.gtin);
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');

  await till.get('rail-reports').click();
  await till.get('reports-home').click();
  await expect(till.get('home-turnover')).toContainText(MONEY);
  await expect(till.get('home-receipts')).toContainText('3');
  await expect(till.get('chart-dot')).not.toHaveCount(0);
  await look('home');

  // The keyboard goes along the hours; the last has everything so far.
  const cursor = till.get('line-chart-cursor');
  await cursor.focus();
  await till.press('End');
  await till.press('Home');
  await till.press('Enter');
  await expect(till.get('behind-view')).toBeVisible();
  await till.press('Escape');
  await till.get('home-turnover-open').click();
  await expect(till.get('report-sales')).toBeVisible();
  await expect(till.get('sales-turnover')).toContainText(MONEY);
  await look('sales-hours');

  await till.get('sales-turnover-open').click();
  await expect(till.get('behind-amount')).toContainText(MONEY);
  await expect(till.get('behind-row')).toHaveCount(3);
  await look('behind');
  await till.get('behind-row').first().getByTestId('cell-open').first().click();
  await expect(till.get('receipt-picture')).toBeVisible();
  await till.get('receipts-back').click();
  await expect(till.get('behind-row')).toHaveCount(3);
  await till.get('behind-back').click();
  await expect(till.get('sales-turnover')).toContainText(MONEY);

  const z = await closeShift();
  expect(z.totals.total).toBe(SOLD);
  await till.get('z-sign-out').click();
  await till.get('operator-tile').filter({ hasText: MANAGER[0] }).click();
  await till.type(MANAGER[1]);
  await till.press('Enter');
  await till.get('rail-shift').click();
  await till.get('shift-day').click();
  await expect(till.get('day-turnover')).toContainText(MONEY);
  await till.get('rail-reports').click();
  await expect(till.get('home-turnover')).toContainText(MONEY);
});

test('a report is narrowed, sorted, compared, taken along as a file and on paper', async () => {
  await till.get('reports-sales').click();
  await till.get('sales-period').selectOption('today');
  await till.get('sales-by').selectOption('product');
  await expect(till.get('sales-row')).toHaveCount(2);
  const amounts = till.page.locator('[data-testid="sales-row"] [data-column="amount"]');
  await expect(amounts.first()).toContainText('9.90');
  await till.get('sort-amount').click();
  await till.get('sort-amount').click();
  await expect(amounts.first()).toContainText('0.85');
  await look('sales-product');
  await till.get('sales-row').first().getByTestId('cell-open').first().click();
  await expect(till.get('behind-amount')).toContainText('0.85');
  await till.get('behind-narrow').click();
  await expect(till.get('filter-chip')).toHaveCount(1);
  await expect(till.get('sales-turnover')).toContainText('0.85');
  await expect(till.get('sales-by').locator('option[value="tender"]')).toHaveCount(0);
  await look('narrowed');
  await till.get('sales-compared').selectOption('year');
  await expect(till.get('sales-turnover')).toContainText('0.85');
  await till.get('filter-chip').click();
  await expect(till.get('sales-turnover')).toContainText(MONEY);

  const download = till.page.waitForEvent('download');
  await till.get('sales-csv').click();
  expect(readFileSync(await (await download).path(), 'utf8').split('\n').length).toBeGreaterThan(2);
  await till.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await till.page.emulateMedia({ media: 'print' });
  await expect(till.get('report-sheet')).toContainText(MONEY);
  await till.page.setViewportSize({ width: 680, height: 962 });
  await till.shot('reports-paper');
  await till.page.setViewportSize(DESKTOP);
  await till.page.emulateMedia({ media: 'screen' });
  await till.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

  await till.get('reports-hours').click();
  await expect(till.page.locator('[data-testid="heat-cell"]:not([data-level="0"])')).not.toHaveCount(0);
  await look('hours');
  for (const report of ['profit', 'returns', 'discounts', 'stock-value', 'turnover', 'abc'] as const) {
    await till.get(`reports-${report}`).click();
    await expect(till.get(`report-${report}`)).toBeVisible();
    await expect(till.get('report-loading')).toHaveCount(0);
    await expect(till.get('notice')).toHaveCount(0);
    for (const [figure, text] of FIGURES[report] ?? []) await expect(till.get(figure)).toContainText(text);
    await look(report);
  }
});

test('a target is set, and the home measures by it; without a network it says as of when', async () => {
  await till.get('reports-targets').click();
  await expect(till.get('target-store')).toBeVisible();
  await till.get('target-set').first().click();
  await till.get('target-amount').fill('nine');
  await till.get('target-save').click();
  await expect(till.page.getByRole('alert')).toBeVisible();
  await look('target-form');
  await till.get('target-amount').fill('3000');
  await till.get('target-save').click();
  await expect(till.get('target-progress')).toBeVisible();
  await look('targets');
  await till.get('reports-home').click();
  await expect(till.get('home-target-month')).toContainText('%');
  await look('home-target');

  await till.get('rail-more').click();
  await till.get('language-zh-CN').click();
  await till.get('scheme-dark').click();
  await till.get('rail-reports').click();
  await expect(till.get('home-target-month')).toContainText('%');
  await look('home-zh-dark');
  for (const report of ['sales', 'hours', 'abc'] as const) {
    await till.get(`reports-${report}`).click();
    await expect(till.get('report-loading')).toHaveCount(0);
    await look(`${report}-zh-dark`);
  }
  await till.get('reports-home').click();
  await shop.shop.stopServer();
  await expect(till.page.locator('[data-code="home-offline"]')).toBeVisible();
  await expect(till.get('home-turnover')).toContainText(MONEY);
  await look('home-offline-zh-dark');
});

async function sell(gtin: string): Promise<void> {
  await till.scan(gtin);
  await expect(till.get('cart-line')).toHaveCount(1);
  await till.payExact();
  await till.nextSale();
}

/** Closes the shift, counting about what was taken, and answers its Z. */
async function closeShift(): Promise<PayloadOf<'session.closed'>> {
  await till.get('rail-shift').click();
  await till.get('shift-close').click();
  await expect(till.get('close-check')).toBeVisible();
  await till.get('close-next').click();
  await till.page.locator('[data-testid="count-row"][data-value="2000"]').getByTestId('count-value').click();
  await till.type('5');
  await till.get('close-next').click();
  await till.get('close-next').click();
  await expect(till.get('difference').first()).toBeVisible();
  for (const reason of await till.page.locator('[data-testid="difference-reason"][data-reason="unknown"]').all()) {
    await reason.click();
  }
  await till.get('close-next').click();
  await till.get('close-confirm').click();
  await expect(till.get('z-report')).toBeVisible();
  const closed = shop.host.journal().find(({ kind }) => kind === 'session.closed');
  if (!closed) throw new Error('no Z');
  return closed.payload as unknown as PayloadOf<'session.closed'>;
}
