import { expect, test } from '@playwright/test';
import { openShop, openTillHost, type Shop } from './shop.ts';
import { MANAGER, newProfile, openBrowser, TillPage } from './till-page.ts';

const GLOBE = '2900100020008';

let shop: Shop;

test.beforeAll(async () => {
  shop = await openShop();
});

test.afterAll(async () => {
  await shop?.close();
});

test('a manager takes a lost till out of service; it says so, sells on, and what it sells still arrives', async () => {
  const hosts = [await openTillHost(shop, 'high-street', 'Desk'), await openTillHost(shop, 'high-street', 'Lost')];
  const browsers = [];
  const tills = [];
  try {
    for (const host of hosts) {
      const browser = await openBrowser(newProfile(shop));
      browsers.push(browser);
      const till = await TillPage.first(browser);
      tills.push(till);
      await till.open(host.url);
      await till.signIn(...MANAGER);
    }
    const [desk, lost] = tills;
    if (!desk || !lost) throw new Error('two tills');
    await expect(lost.get('status')).toHaveAttribute('data-state', 'synced');
    await desk.get('rail-reports').click();
    await desk.get('reports-sessions').click();
    await expect(desk.get('revoke-row')).toHaveCount(1);
    await expect(desk.get('revoke-row')).toContainText('Lost');
    await desk.get('revoke').click();
    await desk.looksRight('revoke-sure');
    await desk.get('revoke-not').click();
    await desk.get('revoke').click();
    await desk.get('revoke-sure').click();
    await expect(desk.page.getByText('Lost is out of service.')).toBeVisible();

    await expect(lost.get('status')).toHaveAttribute('data-state', 'trouble', { timeout: 30_000 });
    await lost.get('status').click();
    await expect(lost.page.getByText('This till was taken out of service').first()).toBeVisible();
    await lost.shot('revoked');
    await lost.press('Escape');
    await lost.scan(GLOBE);
    await lost.payExact();
    await desk.get('reports-sales').click();
    await desk.get('sales-period').selectOption('today');
    const again = async () => {
      await desk.get('sales-period').selectOption('yesterday');
      await desk.get('sales-period').selectOption('today');
      return desk.get('sales-receipts').textContent();
    };
    await expect.poll(again).toContain('1');
  } finally {
    for (const browser of browsers) await browser.close();
    for (const host of hosts) await host.stop();
  }
});
