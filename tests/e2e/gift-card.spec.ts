import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openShop, openTillHost } from './shop.ts';
import { openBrowser, TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo/specials.csv): a gift card of any price, and tea at 4.95. */
const GIFT_CARD = '2902000000050';
const TEA = '2902000000036';

test('a gift card is sold, looked up, spent in part, and topped up, however its code is typed', async () => {
  test.setTimeout(120_000);
  const shop = await openShop();
  const host = await openTillHost(shop, 'high-street', 'Till 1');
  const browser = await openBrowser(mkdtempSync(path.join(tmpdir(), 'omnitill-browser-')));
  const till = new TillPage(browser.pages()[0] ?? (await browser.newPage()));
  try {
    await till.open(host.url);
    await till.signIn();
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
    await browser.close();
    await host.stop();
    await shop.close();
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
