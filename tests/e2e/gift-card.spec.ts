import { expect, test } from '@playwright/test';
import { openOneTill } from './one-till.ts';
import { CASHIER, type TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo/specials.csv): a gift card of any price, and tea at 4.95. */
const GIFT_CARD = '2902000000050';
const TEA = '2902000000036';

test('a gift card is sold, looked up, spent in part, and topped up, however its code is typed', async () => {
  const { shop, till, close } = await openOneTill({ operator: CASHIER });
  try {
    await sellCard(till, '20', 'gc-5/001');
    await lookUp(till, 'GC-5/001', '20.00');

    await till.scan(TEA);
    await expect(till.get('cart-line')).toHaveCount(1);
    await till.press('F12');
    await till.page.locator('[data-testid="tender"][data-tender="gift-card"]').click();
    await till.get('value-code').fill('Gc-5/001');
    await till.get('value-check').click();
    await expect(till.get('value-balance')).toContainText('20.00');
    await till.get('pay-confirm').click();
    await expect(till.get('paid')).toBeVisible();
    await till.nextSale();
    await lookUp(till, 'GC-5/001', '15.05');

    await sellCard(till, '10', 'GC-5/001');
    await lookUp(till, 'gc-5/001', '25.05');
    expect(await shop.exceptions()).toEqual([]);
  } finally {
    await close();
  }
});

async function sellCard(till: TillPage, price: string, code: string): Promise<void> {
  await till.scan(GIFT_CARD);
  await expect(till.get('prompt-price')).toBeVisible();
  await till.type(price);
  await till.press('Enter');
  await expect(till.get('prompt-instrument')).toBeVisible();
  await till.type(code);
  await till.press('Enter');
  await till.payExact();
  await till.nextSale();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 30_000 });
}

async function lookUp(till: TillPage, code: string, balance: string): Promise<void> {
  await till.press('F3');
  await till.type(code);
  await till.press('Enter');
  await expect(till.get('price-check-value')).toContainText(balance);
  await till.press('Escape');
}
