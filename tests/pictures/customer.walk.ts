import { expect, test } from '@playwright/test';
import type { SettingsAnswer } from '#contracts/http/settings.ts';
import { openOneTill } from '#tests/e2e/one-till.ts';
import { MANAGER, type TillPage } from '#tests/e2e/till-page.ts';
import { Album, TONGUES, type Tongue } from './album.ts';
import { asking } from './asking.ts';
import { speak } from './speak.ts';

const GOODS = ['2900100020008', '2900100800006', '2900101200003', '2900101250008', '2902000000067'];

for (const tongue of TONGUES) {
  test(`customer display, ${tongue}`, async () => {
    const one = await openOneTill({ hardware: 'counter', operator: MANAGER });
    try {
      const { till } = one;
      await storeSpeaks(till, tongue);
      await speak(till.page, tongue);
      const album = new Album('customer', tongue);
      await till.get('rail-more').click();
      await till.get('devices-open').click();
      const row = till.get('device-customer-window');
      await row.getByTestId('device-change').click();
      await till.get('device-save').click();
      const opened = one.browser.waitForEvent('page');
      await row.getByTestId('customer-page-open').click();
      const customer = await opened;
      album.listen(customer);
      const seen = async (state: string, name = state): Promise<void> => {
        await expect(customer.getByTestId('customer')).toHaveAttribute('data-state', state);
        await album.look(customer, name);
      };
      await seen('idle');
      await till.get('rail-sell').click();
      for (const [at, gtin] of GOODS.entries()) {
        await till.scan(gtin);
        await expect(till.get('cart-line').nth(at)).toBeVisible();
      }
      await seen('cart');
      await till.press('F12');
      await seen('pay');
      await till.get('tender-quick').last().click();
      await expect(till.get('paid')).toBeVisible();
      await seen('paid');
      await till.nextSale();
      await till.press('F4');
      await till.get('unlisted-department').first().click();
      await till.type('9999999.99');
      await till.press('Enter');
      await expect(till.get('cart-line')).toHaveCount(1);
      await seen('cart', 'cart-huge');
      await till.press('F12');
      await seen('pay', 'pay-huge');
      await till.get('tender-exact').click();
      await expect(till.get('paid')).toBeVisible();
      await seen('paid', 'paid-huge');
      album.close();
    } finally {
      await one.close();
    }
  });
}

/** The customer is spoken to in the store's language, not in the operator's. */
async function storeSpeaks(till: TillPage, language: Tongue): Promise<void> {
  const ask = asking(till);
  const { row } = (await ask('GET', '/settings')) as SettingsAnswer;
  const { store, revision } = row;
  const answer = await ask('PUT', '/settings/store', { revision, store: { ...store, language } });
  expect(answer).toMatchObject({ ok: true });
}
