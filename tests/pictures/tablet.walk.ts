import { expect, test } from '@playwright/test';
import { openShop } from '#tests/e2e/shop.ts';
import { CASHIER, MANAGER, newProfile, type Operator, openBrowser, TillPage } from '#tests/e2e/till-page.ts';
import { Album, TONGUES } from './album.ts';
import { speak } from './speak.ts';
import { go } from './walk-office.ts';

const GLOBE = '2900100020008';
/** What a tablet has, as a manager. */
const WAYS = {
  'price-check': 'rail-priceCheck',
  receipts: 'rail-receipts',
  stock: 'rail-stock',
  'receive-lines': `rail-stock stock-receive receive-free ${GLOBE}`,
  'count-plan': 'rail-stock stock-count count-plan',
  'stock-product': `rail-stock ${GLOBE}`,
  reports: 'rail-reports reports-home',
  more: 'rail-more',
  people: 'rail-more people-open',
  products: 'rail-more products-open',
};

for (const tongue of TONGUES) {
  test(`tablet without a host, ${tongue}`, async () => {
    const shop = await openShop();
    const browser = await openBrowser(newProfile(shop), { touch: true });
    try {
      const tablet = await TillPage.first(browser);
      await tablet.page.goto(shop.serverUrl);
      await expect(tablet.get('admit-code')).toBeVisible({ timeout: 60_000 });
      await speak(tablet.page, tongue);
      const album = new Album('tablet', tongue);
      album.listen(tablet.page);
      const look = (name: string) => album.look(tablet.page, name);
      await look('admit');
      await tablet.get('admit-code').fill(await shop.code('high-street', 'Stock room tablet', 'tablet'));
      await tablet.get('admit-name').fill('Stock room tablet');
      await tablet.get('admit-submit').click();
      await expect(tablet.get('operator-tile').first()).toBeVisible();
      await look('sign-in');
      await signIn(tablet, CASHIER);
      const found = async (): Promise<number> => {
        await tablet.scan(GLOBE);
        return tablet.get('price-checked').count();
      };
      await expect.poll(found, { timeout: 60_000 }).toBe(1);
      await look('price-checked');
      await tablet.get('switch-operator').click();
      await signIn(tablet, MANAGER);
      for (const [name, way] of Object.entries(WAYS)) {
        await go(tablet, way);
        await look(name);
      }
      await shop.stopServer();
      await expect(tablet.get('status')).toHaveAttribute('data-state', 'offline', { timeout: 60_000 });
      await go(tablet, WAYS.stock);
      await look('offline-stock');
      await go(tablet, 'rail-reports');
      await look('offline-reports');
      album.close();
    } finally {
      await browser.close();
      await shop.close();
    }
  });
}

async function signIn(tablet: TillPage, [name, pin]: Operator): Promise<void> {
  await tablet.get('operator-tile').filter({ hasText: name }).click();
  await tablet.type(pin);
  await tablet.press('Enter');
  await expect(tablet.get('tablet')).toBeVisible();
  await expect(tablet.get('first-load')).toHaveCount(0, { timeout: 60_000 });
}
