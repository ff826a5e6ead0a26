import { expect, test } from '@playwright/test';
import { openShop, openTillHost, type Shop } from '#tests/e2e/shop.ts';
import { MANAGER, newProfile, openBrowser, TillPage } from '#tests/e2e/till-page.ts';
import { walkTill } from '#tests/e2e/walk-till.ts';
import { Album, TONGUES } from './album.ts';
import { speak } from './speak.ts';

/** The largest amount that is likely to be seen on a till. */
const HUGE = '9999999.99';

for (const tongue of TONGUES) {
  test(`till, ${tongue}`, async () => {
    const shop = await openShop();
    await shop.terminalBehaves({ verdict: 'ask' });
    const host = await openTillHost(shop, 'high-street', 'Till 1');
    const browser = await openBrowser(newProfile(shop));
    try {
      const till = await TillPage.first(browser);
      await till.open(host.url);
      await speak(till.page, tongue);
      await expect(till.get('operator-tile').first()).toBeVisible();
      const album = new Album('till', tongue);
      album.listen(till.page);
      const look = (name: string) => album.look(till.page, name);
      await look('sign-in');
      await walkTill(till, look);
      await till.signIn(...MANAGER);
      await look('sell-nothing');
      await hugeSale(till, look);
      await withoutServer(till, shop, look);
      await closeShift(till, look);
      album.close();
    } finally {
      await browser.close();
      await host.stop();
      await shop.close();
    }
  });
}

type Look = (name: string) => Promise<void>;

async function hugeSale(till: TillPage, look: Look): Promise<void> {
  await till.press('F4');
  await expect(till.get('unlisted-panel')).toBeVisible();
  await till.get('unlisted-department').first().click();
  await till.type(HUGE);
  await look('unlisted-huge');
  await till.press('Enter');
  await expect(till.get('cart-line')).toHaveCount(1);
  await look('sell-huge');
  await till.press('F12');
  await expect(till.get('tender').first()).toBeVisible();
  await look('pay-huge');
  await till.get('tender-exact').click();
  await expect(till.get('paid')).toBeVisible();
  await look('paid-huge');
  await till.nextSale();
}

async function withoutServer(till: TillPage, shop: Shop, look: Look): Promise<void> {
  await shop.stopServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'offline', { timeout: 60_000 });
  await look('offline');
  await till.get('status').click();
  await look('offline-panel');
  await till.press('Escape');
  await till.get('rail-reports').click();
  await look('offline-reports');
  await shop.startServer();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
}

async function closeShift(till: TillPage, look: Look): Promise<void> {
  await till.get('rail-shift').click();
  await till.get('shift-close').click();
  await expect(till.get('close-check')).toBeVisible();
  await look('close-check');
  await till.get('close-next').click();
  await expect(till.get('count-total')).toBeVisible();
  // Three of £50: more than the float that stays, far less than was taken.
  for (let times = 0; times < 3; times++) await till.get('count-more').first().click();
  await expect(till.get('count-total')).toHaveAttribute('data-amount', '15000');
  await look('close-count');
  await till.get('close-next').click();
  await expect(till.get('declare-tender').first()).toBeVisible();
  await look('close-tenders');
  await till.get('close-next').click();
  await expect(till.get('difference').first()).toBeVisible();
  await look('close-differences');
  for (const reason of await till.page.locator('[data-testid="difference-reason"][data-reason="unknown"]').all()) {
    await reason.click();
  }
  await till.get('close-next').click();
  await expect(till.get('close-confirm')).toBeVisible();
  await look('close-left');
  await till.get('close-confirm').click();
  await expect(till.get('z-report')).toBeVisible();
  await look('close-z');
}
