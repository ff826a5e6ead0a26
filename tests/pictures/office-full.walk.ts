import { expect, test } from '@playwright/test';
import { sellForHalfAYear } from '#tests/e2e/half-a-year.ts';
import { openShop } from '#tests/e2e/shop.ts';
import { MANAGER } from '#tests/e2e/till-page.ts';
import { Album, TONGUES } from './album.ts';
import { fillShop, GLOBE, TAPES } from './fill-shop.ts';
import { FILLED_WAYS, PAPERS, WAYS } from './office-ways.ts';
import { speak } from './speak.ts';
import { go, type Open, openOffice, walks } from './walk-office.ts';

let open: Open;

test.beforeAll(async () => {
  const shop = await openShop({ orders: true });
  await shop.stopServer();
  await sellForHalfAYear(shop.folder, { [TAPES]: -40, [GLOBE]: 2000 });
  await shop.startServer();
  open = await openOffice(shop, 'high-street', MANAGER);
  const { till } = open;
  await fillShop(till);
  await expect(till.get('category-tile').first()).toBeVisible({ timeout: 120_000 });
  await till.scan('2900100020008');
  await till.payExact();
  await till.nextSale();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
});

test.afterAll(() => open?.close());

for (const tongue of TONGUES) {
  test(`papers, ${tongue}`, async () => {
    const { till } = open;
    await speak(till.page, tongue);
    const album = new Album('papers', tongue);
    album.listen(till.page);
    for (const [name, way] of Object.entries(PAPERS)) {
      await go(till, way);
      await album.print(till.page, name);
    }
    album.close();
  });
}

walks('office-full', { ...WAYS, ...FILLED_WAYS }, () => open.till);
