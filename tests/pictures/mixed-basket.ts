import { expect } from '@playwright/test';
import type { TillPage } from '#tests/e2e/till-page.ts';

/** Of the demo shop. */
const TAPES = '2900101250008';
const THERE = 'trade-counter';

/** One sale of which a part is carried out, one collected elsewhere and one shipped; `look` is called on each step. */
export async function mixedBasket(till: TillPage, look: (name: string) => Promise<void>): Promise<void> {
  const rows = till.get('cart-line');
  const way = (name: string) => till.page.locator(`[data-testid="deliver-way"][data-value="${name}"]`).click();
  await till.get('rail-sell').click();
  for (const done of ['1', '2', '3']) {
    await till.scan(TAPES);
    await expect(rows.first().getByTestId('line-quantity')).toHaveAttribute('data-quantity', done);
  }
  await till.press('F5');
  await expect(till.get('deliver-form')).toBeVisible();
  await look('deliver-carry');
  await way('collect');
  await till.get('deliver-apply').click();
  await expect(till.get('deliver-form').getByRole('alert').first()).toBeVisible();
  await look('deliver-refused');
  await till.page.locator(`[data-testid="deliver-store"][data-store="${THERE}"]`).click();
  await till.get('deliver-name').fill('Wang Li');
  await till.get('deliver-phone').fill('020 7946 0000');
  await till.get('deliver-quantity').fill('1');
  await look('deliver-collect');
  await till.get('deliver-apply').click();
  await expect(till.get('line-goes')).toHaveCount(1);
  await rows.first().click();
  await till.get('line-tab-deliver').click();
  await way('ship');
  await till.get('deliver-quantity').fill('1');
  await till.get('deliver-street').fill('1 High Street');
  await till.get('deliver-postalCode').fill('N1 1AA');
  await till.get('deliver-city').fill('London');
  await look('deliver-ship');
  await till.get('deliver-apply').click();
  await expect(till.get('line-goes')).toHaveCount(3);
  await look('mixed-cart');
  await till.payExact();
  await look('mixed-paid');
  await till.nextSale();
  await till.get('rail-receipts').click();
  await expect(till.get('receipt-picture')).toBeVisible();
  await look('mixed-receipt');
  await till.get('rail-sell').click();
}
