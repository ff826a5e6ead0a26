import path from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { ROOT } from '#tests/fixtures/program.ts';
import { filmOfEan13 } from './camera-picture.ts';
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
  const film = path.join(shop.folder, 'ean.y4m');
  filmOfEan13(film, GLOBE);
  app = await _electron.launch({
    executablePath: process.env.OMNITILL_ELECTRON ?? '',
    // No `--use-fake-ui-for-media-stream`: the till's own guard decides.
    args: ['--no-sandbox', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`, ROOT],
    env: {
      ...(process.env as Record<string, string>),
      OMNITILL_DATA_DIR: path.join(shop.folder, 'electron'),
      OMNITILL_SERVER_URL: shop.serverUrl,
      OMNITILL_ENROL_CODE: await shop.code('high-street', 'Till E'),
      OMNITILL_PRINTER_URL: shop.printerUrl,
    },
  });
  till = new TillPage(await app.firstWindow());
  await expect(till.get('operator-tile').first()).toBeVisible({ timeout: 30_000 });
  await till.signIn();
});

test.afterAll(async () => {
  await app?.close();
  await shop?.close();
});

test('the window may use the camera, which sells what it reads, and nothing else of the machine', async () => {
  await till.get('camera').click();
  await expect(till.get('cart-line')).toHaveCount(1);
  await expect(till.get('camera-panel')).toHaveCount(0);
  const refused = await till.page.evaluate(() =>
    Promise.all(
      [{ audio: true }, { audio: true, video: true }].map((wanted) =>
        navigator.mediaDevices.getUserMedia(wanted).then(
          () => 'given',
          (error: Error) => error.name,
        ),
      ),
    ),
  );
  expect(refused).toEqual(['NotAllowedError', 'NotAllowedError']);
});
