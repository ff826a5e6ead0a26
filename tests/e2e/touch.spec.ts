import { expect, test } from '@playwright/test';
import { type OneTill, openOneTill } from './one-till.ts';
import { smallTargets, TABLET, type TillPage } from './till-page.ts';

/** In the demo shop, none on the trade counter's shelf at first. */
const POODLE = { sku: '21144', name: 'poodle hanging' };

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let till: TillPage;

test.beforeAll(async () => {
  one = await openOneTill({ storeId: 'trade-counter', name: 'Counter 1', touch: true, viewport: TABLET });
  till = one.till;
});

test.afterAll(() => one?.close());

test('a whole sale by touch alone, in a store whose prices exclude tax', async () => {
  await till.shot('sign-in-tablet');
  expect(await smallTargets(till.page)).toEqual([]);
  await till.get('operator-tile').first().tap();
  for (const digit of '1234')
    await till
      .get('pin-key')
      .filter({ hasText: new RegExp(`^${digit}$`) })
      .tap();
  await till.get('sign-in').tap();
  await till.get('count-suggested').tap();
  await till.get('shift-open').tap();
  await till.productsHere();
  await till.get('category-tile').filter({ hasText: 'Home Decor' }).tap();
  const tile = till.get('tile').first();
  await expect(tile).toBeVisible();
  await till.shot('tiles-tablet');
  const price = pennies(await tile.textContent());
  await tile.tap();
  await till.get('line-more').tap();
  await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '2');
  const tax = Math.round(2 * price * 0.2);
  await expect(till.get('tax')).toHaveText((tax / 100).toFixed(2));
  await expect(till.get('total')).toHaveText(`£${((2 * price + tax) / 100).toFixed(2)}`);
  await till.shot('sell-tablet');
  expect(await smallTargets(till.page)).toEqual([]);
  await till.get('pay').tap();
  await expect(till.get('tender-quick').first()).toBeVisible();
  expect(await smallTargets(till.page)).toEqual([]);
  await till.get('tender-quick').first().tap();
  await expect(till.get('paid')).toBeVisible();
  await expect(till.get('change')).not.toHaveText('£0.00');
  await till.shot('paid-tablet');
  await till.get('next-sale').tap();
});

test('why a price is what it is, in words; the category that was open still is', async () => {
  await till.get('tile').first().tap();
  await till.get('cart-line').getByRole('button').first().tap();
  await till.get('line-tab-why').tap();
  await expect(till.get('explain')).toContainText('20%');
  await till.shot('explain-tablet');
  await till.get('panel-close').tap();
});

test('what the shelf says is gone still sells, and the cashier is told', async () => {
  await till.get('search').tap();
  await till.type(POODLE.name);
  await expect(till.get('search-result').first()).toHaveAttribute('data-sku', POODLE.sku);
  await till.get('search-result').first().tap();
  await expect(till.get('notice').first()).toHaveAttribute('data-code', 'stock-zero');
  await till.shot('stock-zero-tablet');
  await expect(till.get('cart-line')).toHaveCount(2);
});

/** The amount in pounds that a tile shows, in pennies. */
function pennies(text: string | null): number {
  const [, pounds, pence] = text?.match(/£(\d+)\.(\d\d)/) ?? [];
  return Number(pounds) * 100 + Number(pence);
}
