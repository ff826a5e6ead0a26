import { expect, type Locator, test } from '@playwright/test';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { JPEG, pictureBytes, withSegment } from '#contracts/picture/testing/sample-pictures.ts';
import { type OneTill, openOneTill } from './one-till.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';

/** Of the demo shop (resources/demo/products.csv.gz). */
const CATEGORY = 'Home Decor';
const GLOBE = { gtin: '2900100020008', sku: '10002' };
/** A camera that is always there and shows a moving picture. */
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
/** TIFF 6.0 with one tag: orientation 6, turned right (Exif 2.32, section 4.6.4). */
const TURNED = 'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0';

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let till: TillPage;
/** The product of the category's first tile. */
let sku: string;

test.beforeAll(async () => {
  one = await openOneTill({ operator: MANAGER, args: CAMERA, hardware: 'counter' });
  till = one.till;
  // What is seen without a network comes from the till's disk, not from the browser's.
  const session = await one.browser.newCDPSession(till.page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
});

test.afterAll(() => one?.close());

const notice = (code: string): Locator => till.page.locator(`[data-testid="notice"][data-code="${code}"]`);
const tile = (): Locator => till.page.locator(`[data-testid="tile"][data-sku="${sku}"]`);

async function openProducts(): Promise<void> {
  await till.get('rail-more').click();
  await till.get('products-open').click();
  await expect(till.get('product-row').first()).toBeVisible();
}

async function openProduct(): Promise<void> {
  await till.get('products-search').fill(sku);
  await till.page.locator(`[data-sku="${sku}"]`).getByTestId('product-open').click();
  await till.get('product-tab-pictures').click();
}

/** A picture is not only there: its pixels have come. Answers width and height. */
async function pixelsOf(holder: Locator): Promise<[number, number]> {
  const image = holder.locator('img').first();
  await expect(image).toHaveJSProperty('complete', true);
  await expect(image).not.toHaveJSProperty('naturalWidth', 0);
  return image.evaluate((element: HTMLImageElement) => [element.naturalWidth, element.naturalHeight]);
}

/** A globe before a window, drawn by the browser: a PNG with transparent corners. */
async function drawnGlobe(): Promise<Buffer> {
  const dataUrl = await till.page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1800;
    const context = canvas.getContext('2d');
    if (!context) return '';
    const sea = context.createRadialGradient(1000, 700, 100, 1200, 900, 800);
    sea.addColorStop(0, '#9fd8ff');
    sea.addColorStop(1, '#0b5fa5');
    context.fillStyle = sea;
    context.arc(1200, 900, 780, 0, 7);
    context.fill();
    context.fillStyle = '#4c9a4e';
    for (const [x, y, w, h] of [
      [950, 600, 260, 180],
      [1350, 800, 340, 240],
      [1050, 1200, 200, 260],
    ] as const) {
      context.beginPath();
      context.ellipse(x, y, w, h, 0.5, 0, 7);
      context.fill();
    }
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

test('a product gets pictures, and what is no picture is refused in clear words', async () => {
  await till.get('category-tile').filter({ hasText: CATEGORY }).click();
  sku = (await till.get('tile').first().getAttribute('data-sku')) ?? '';
  await openProducts();
  await openProduct();
  await till.looksRight('pictures-empty-en');
  const file = till.get('picture-file');
  await file.setInputFiles({ name: 'globe.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg/>') });
  await expect(notice('picture-unfit')).toContainText('globe.jpg');
  await till.looksRight('pictures-refused-en');
  const turned = Buffer.from(withSegment(pictureBytes(JPEG), 0xe1, TURNED));
  await file.setInputFiles({ name: 'turned.jpg', mimeType: 'image/jpeg', buffer: turned });
  await expect(till.get('picture')).toHaveCount(1);
  await expect(notice('picture-unfit')).toHaveCount(0);
  expect(await pixelsOf(till.get('picture'))).toEqual([6, 8]);
  await file.setInputFiles({ name: 'globe.png', mimeType: 'image/png', buffer: await drawnGlobe() });
  await expect(till.get('picture')).toHaveCount(2);
  expect(await pixelsOf(till.get('picture').nth(1))).toEqual([256, 192]);
  await till.get('picture-earlier').nth(1).click();
  await till.get('picture-alt-en').first().fill('A blow-up globe');
  await till.get('picture-alt-zh-CN').first().fill('充气地球仪');
  await till.get('picture-shoot').click();
  await till.get('shot-take').click();
  await expect(till.get('picture')).toHaveCount(3);
  await till.get('picture-remove').nth(2).click();
  for (const [viewport, name] of [
    [TABLET, 'tablet'],
    [DESKTOP, 'desktop'],
  ] as const) {
    await till.page.setViewportSize(viewport);
    await till.looksRight(`pictures-${name}-en`);
  }
  await till.get('product-save').click();
  await expect(notice('product-saved')).toBeVisible();
  await pixelsOf(till.page.locator(`[data-testid="product-row"][data-sku="${sku}"]`));
  await till.looksRight('pictures-list-en');
});

test('its picture stands on the tile, in the search and beside its price, without a network too', async () => {
  await till.get('rail-sell').click();
  await till.get('search').fill(sku);
  await expect(till.get('search-result').first()).toBeVisible();
  expect(await pixelsOf(till.get('search-result').first())).toEqual([256, 192]);
  await till.looksRight('pictures-search-en');
  await till.press('Escape');
  expect(await pixelsOf(tile())).toEqual([256, 192]);
  await till.looksRight('pictures-tiles-en');

  await one.shop.stopServer('SIGKILL');
  await till.page.reload();
  await expect(till.get('operator-tile').or(till.get('search')).first()).toBeVisible();
  if (await till.get('operator-tile').first().isVisible()) await till.signIn(...MANAGER);
  await till.get('category-tile').filter({ hasText: CATEGORY }).click();
  expect(await pixelsOf(tile())).toEqual([256, 192]);
  await one.shop.startServer();
});

test('a category gets a picture from the camera, seen on its tile', async () => {
  await openProducts();
  await till.get('products-tab-categories').click();
  await till.get('category-row').filter({ hasText: CATEGORY }).getByTestId('categories-open').click();
  await till.get('picture-shoot').click();
  await till.get('shot-take').click();
  await expect(till.get('picture')).toHaveCount(1);
  await till.looksRight('pictures-category-en');
  await till.get('category-save').click();
  await expect(till.get('category-form')).toHaveCount(0);
  await till.get('rail-sell').click();
  await till.get('categories').click();
  await pixelsOf(till.get('category-tile').filter({ hasText: CATEGORY }));
  await till.looksRight('pictures-categories-en');
});

test('a shelf is named and labelled, a product is put there, and its label is scanned where goods come', async () => {
  await till.get('rail-stock').click();
  await till.get('stock-places').click();
  await expect(till.get('place-new')).toBeVisible();
  await till.looksRight('places-empty-en');
  await till.get('place-new').click();
  await till.get('place-name').fill('Shelf 3, left of the window');
  await till.get('place-save').click();
  await expect(till.get('place-row')).toHaveCount(1);
  await till.get('place-labels').click();
  await expect(notice('place-labels-printed')).toBeVisible();
  const state = (await (await fetch(`${one.shop.counterUrl}/state`)).json()) as CounterState;
  const [label] = state.labelPrinter.labels;
  expect(label?.lines.join(' ')).toContain('Shelf 3');
  const code = /PLACE-[0-9A-Z]{8}/.exec(JSON.stringify(label))?.[0] ?? '';
  expect(code).not.toBe('');
  await till.get('place-open').click();
  await expect(till.get('stock-search')).toBeVisible();
  await till.scan(GLOBE.gtin);
  await expect(till.page.locator(`[data-testid="place-product"][data-sku="${GLOBE.sku}"]`)).toBeVisible();
  for (const [viewport, name] of [
    [TABLET, 'tablet'],
    [DESKTOP, 'desktop'],
  ] as const) {
    await till.page.setViewportSize(viewport);
    await till.looksRight(`places-${name}-en`);
  }
  await till.get('start-back').click();
  await till.get('start-back').click();
  await expect(till.get('stock-home')).toBeVisible();
  await till.scan(GLOBE.gtin);
  await expect(till.get('home-place')).toHaveValue(code);
  await till.looksRight('places-product-en');
  await till.press('Escape');
  await till.scan(code);
  await expect(till.get('place-form')).toBeVisible();
  await till.get('start-back').click();
  await till.get('start-back').click();

  await till.get('stock-receive').click();
  await till.get('receive-free').click();
  await till.scan(GLOBE.gtin);
  await expect(till.get('work-line')).toHaveCount(1);
  await till.scan(code);
  await expect(till.get('line-place')).toHaveValue(code);
  await till.looksRight('places-receive-en');
  await till.press('F12');
  await till.press('F12');
  await expect(till.get('work-done')).toBeVisible();
});
