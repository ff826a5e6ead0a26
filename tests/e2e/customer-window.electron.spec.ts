import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { ROOT } from '#tests/fixtures/program.ts';
import { openShop, type Shop } from './shop.ts';
import { TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = '2900100020008';

test.skip(!process.env.OMNITILL_ELECTRON, 'no Electron runtime was found (OMNITILL_ELECTRON)');

let shop: Shop;
let app: ElectronApplication;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  const given = path.join(shop.folder, 'given.json');
  writeFileSync(given, JSON.stringify({ customerWindow: { pictures: [] } }));
  app = await _electron.launch({
    executablePath: process.env.OMNITILL_ELECTRON ?? '',
    args: ['--no-sandbox', ROOT],
    env: {
      ...(process.env as Record<string, string>),
      OMNITILL_DATA_DIR: path.join(shop.folder, 'electron'),
      OMNITILL_SERVER_URL: shop.serverUrl,
      OMNITILL_ENROL_CODE: await shop.code('high-street', 'Till E'),
      OMNITILL_DEVICES: given,
    },
  });
  till = new TillPage(await app.firstWindow());
  await expect(till.get('operator-tile').first()).toBeVisible({ timeout: 30_000 });
  await till.signIn('Ελένη', '9876');
});

test.afterAll(async () => {
  await app?.close();
  await shop?.close();
});

const customers = (): Page[] => app.windows().filter((page) => page.url() === 'app://till/customer');

async function customerPage(): Promise<Page> {
  await expect.poll(() => customers().length).toBe(1);
  const [page] = customers();
  if (!page) throw new Error('no window faces the customer');
  return page;
}

test('a second window shows the customer what is sold, and may ask for nothing', async () => {
  const page = await customerPage();
  await till.scan(GLOBE);
  await expect(page.getByTestId('customer-line')).toContainText('Inflatable Political Globe');
  const reach = await page.evaluate(async () => ({
    host: 'omnitill' in window,
    api: (await fetch('/api/feeds/chain')).status,
  }));
  expect(reach).toEqual({ host: false, api: 404 });
});

test('one that crashes or is closed comes again, with what stands there', async () => {
  const first = await customerPage();
  await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith('/customer'));
    window?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => customers().some((page) => page !== first)).toBe(true);
  const again = customers().find((page) => page !== first);
  await expect(again?.getByTestId('customer-line') ?? till.page.locator('none')).toHaveCount(1);
});

test('it goes when it is no longer set up', async () => {
  await till.page.evaluate(async () => {
    const { settings } = (await window.omnitill?.call('devices.settings', {})) ?? {};
    if (settings) await window.omnitill?.call('devices.configure', { settings: { ...settings, customerWindow: null } });
  });
  await expect.poll(() => customers().length).toBe(0);
  await expect(till.get('cart-line')).toHaveCount(1);
});
