import path from 'node:path';
import { expect, test } from '@playwright/test';
import { filmOfEan13, filmOfMatrix } from './camera-picture.ts';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { newProfile, openBrowser, TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = '2900100020008';

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let host: TillHost;

test.beforeAll(async () => {
  shop = await openShop();
  host = await openTillHost(shop, 'high-street', 'Till 1');
});

test.afterAll(async () => {
  await host?.stop();
  await shop?.close();
});

/** A till before a camera, if there is one; ended when the work is done. */
async function beforeCamera(args: string[], work: (till: TillPage) => Promise<void>): Promise<void> {
  const browser = await openBrowser(newProfile(shop), { args });
  try {
    const till = await TillPage.first(browser);
    await till.page.goto(host.url);
    const tile = till.get('operator-tile').first();
    await expect(tile.or(till.get('search'))).toBeVisible({ timeout: 30_000 });
    if (await tile.isVisible()) await till.signIn();
    await expect(till.get('category-tile').first()).toBeVisible({ timeout: 60_000 });
    await till.productsHere();
    await work(till);
  } finally {
    await browser.close();
  }
}

const camera = (film: string) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

test('the camera reads an EAN-13, sells it, and goes out', async () => {
  const film = path.join(shop.folder, 'ean.y4m');
  filmOfEan13(film, GLOBE);
  await beforeCamera(camera(film), async (till) => {
    await till.get('camera').click();
    await expect(till.get('cart-line')).toHaveCount(1);
    await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '1');
    await expect(till.get('camera-panel')).toHaveCount(0);
    await till.get('camera').click();
    await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '2');
  });
});

test('a GS1 DataMatrix keeps batch and expiry, and an expired one stops', async () => {
  const film = path.join(shop.folder, 'expired.y4m');
  filmOfMatrix(film, 'gs1datamatrix', `(01)0${GLOBE}(17)200131(10)B7`);
  await beforeCamera(camera(film), async (till) => {
    const lines = await till.get('cart-line').count();
    await till.get('camera').click();
    await expect(till.get('notice').first()).toHaveAttribute('data-code', 'item-expired');
    await expect(till.get('cart-line')).toHaveCount(lines);
  });
});

test('a camera that may not be used says so', async () => {
  await beforeCamera(['--use-fake-device-for-media-stream', '--deny-permission-prompts'], async (till) => {
    await till.get('camera').click();
    await expect(till.get('camera-panel').getByTestId('notice')).toHaveAttribute('data-code', 'camera-denied');
    await till.press('Escape');
    await expect(till.get('camera-panel')).toHaveCount(0);
  });
});

test('without a camera there is no button', async () => {
  await beforeCamera([], async (till) => {
    await expect(till.get('search')).toBeVisible();
    await expect(till.get('camera')).toHaveCount(0);
  });
});
