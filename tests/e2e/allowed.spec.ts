import { type BrowserContext, expect, test } from '@playwright/test';
import { openShop, openTillHost, type Shop, type TillHost } from './shop.ts';
import { MANAGER, newProfile, openBrowser, TillPage } from './till-page.ts';

/** In the demo shop (resources/demo). */
const TEA = '2902000000036';
const UNKNOWN_CODE = '4006381333931';
const MANAGER_BADGE = 'BADGE-7EP4';
const FLOAT = 10_000;

test.describe.configure({ mode: 'serial' });

let shop: Shop;
let hosts: TillHost[];
let browsers: BrowserContext[];
let ada: TillPage;
let till: TillPage;

test.beforeAll(async () => {
  shop = await openShop();
  await shop.terminalBehaves({ delayMs: 0 });
  hosts = [await openTillHost(shop, 'high-street', 'Till 1'), await openTillHost(shop, 'high-street', 'Window till')];
  browsers = [];
  for (const host of hosts) {
    const browser = await openBrowser(newProfile(shop));
    browsers.push(browser);
    till = await TillPage.first(browser);
    await till.open(host.url);
    await till.signIn();
    ada ??= till;
  }
});

test.afterAll(async () => {
  for (const browser of browsers ?? []) await browser.close();
  for (const host of hosts ?? []) await host.stop();
  await shop?.close();
});

test('an unlisted item is photographed; what is no picture is said, and sells all the same', async () => {
  await ada.scan(UNKNOWN_CODE);
  await expect(ada.get('notice-unlisted')).toBeVisible();
  await ada.press('F4');
  await ada.get('unlisted-department').first().click();
  await ada
    .get('photo-file')
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
  await expect(ada.page.locator('[data-code="photo-unreadable"]')).toBeVisible();
  const chooser = ada.page.waitForEvent('filechooser');
  await ada.get('photo-take').click();
  const picture = { name: 'b.png', mimeType: 'image/png', buffer: await noise(2400, 1800) };
  await (await chooser).setFiles(picture);
  await expect(ada.get('photo')).toBeVisible();
  await expect(ada.page.locator('[data-code="photo-unreadable"]')).toHaveCount(0);
  await ada.get('photo-remove').click();
  await expect(ada.get('photo')).toHaveCount(0);
  await ada.get('photo-file').setInputFiles(picture);
  await expect(ada.get('photo')).toBeVisible();
  const shown = await ada.get('photo').evaluate((image: HTMLImageElement) => {
    return { width: image.naturalWidth, height: image.naturalHeight, characters: image.src.length };
  });
  expect(shown.characters).toBeLessThan(90_000);
  expect(Math.max(shown.width, shown.height)).toBeLessThanOrEqual(640);
  expect(shown.width / shown.height).toBeCloseTo(4 / 3, 1);
  await expect(ada.get('unlisted-apply')).toBeInViewport({ ratio: 1 });
  await ada.shot('unlisted-photo');
  await ada.type('4.95');
  await ada.press('Enter');
  await expect(ada.get('cart-line')).toHaveCount(1);
  await expect.poll(() => payloads(0, 'problem.reported').length).toBe(1);
  expect(payloads(0, 'problem.reported')[0]).toMatchObject({ code: UNKNOWN_CODE, photoId: expect.any(String) });
});

test('a parked cart says at which till it waits', async () => {
  await ada.press('F9');
  await till.get('park-open').click();
  await expect(till.get('parked-cart')).toContainText('Till 1', { timeout: 30_000 });
  await till.press('Escape');
});

test('what became of a payment is said with a manager', async () => {
  await till.scan(TEA);
  await expect(till.get('cart-line')).toHaveCount(1);
  await shop.terminalBehaves({ verdict: 'ask' });
  await till.press('Control+F12');
  await expect(till.get('open-payment')).toHaveAttribute('data-state', 'asked');
  await expect.poll(() => shop.terminalIsAsked()).toBe(true);
  await shop.terminalBehaves({ off: true });
  await expect(till.get('open-payment')).toHaveAttribute('data-state', 'unknown', { timeout: 60_000 });
  await till.get('payment-was-declined').click();
  await expect(till.get('override-what')).toHaveAttribute('data-permission', 'payment-decide');
  await till.get('override-refuse').click();
  await expect(till.get('open-payment')).toHaveAttribute('data-state', 'unknown');
  await till.get('rail-shift').click();
  await till.get('shift-close').click();
  await till.get('loose-payment').getByTestId('payment-declined').click();
  await expect(till.get('override-what')).toHaveAttribute('data-permission', 'payment-decide');
  await till.get('override-refuse').click();
  await expect(till.get('loose-payment')).toHaveAttribute('data-state', 'unknown');
  await till.get('loose-payment').getByTestId('payment-declined').click();
  await expect(till.get('override-what')).toBeVisible();
  await till.scan(MANAGER_BADGE);
  await expect(till.get('loose-payment')).toHaveCount(0);
  expect(payloads(1, 'payment.settled').at(-1)).toMatchObject({ verdict: 'declined', how: 'person' });
});

test('a drawer is taken over with a count when a manager allows it', async () => {
  await ada.press('Control+l');
  await ada.get('operator-tile').filter({ hasText: '李娜' }).click();
  await ada.type('2345');
  await ada.press('Enter');
  await ada.get('gate-take-over').click();
  await expect(ada.get('override-what')).toHaveAttribute('data-permission', 'session-share');
  await ada.scan(MANAGER_BADGE);
  await expect(ada.get('hand-over-form')).toBeVisible();
  await ada.shot('take-over');
  await ada.get('count-row').first().getByTestId('count-more').click();
  await ada.get('hand-over-confirm').click();
  await expect(ada.get('search')).toBeVisible();
  expect(payloads(0, 'session.handed-over')).toMatchObject([
    { from: 'ada', to: 'lina', expected: FLOAT, overrideId: expect.any(String) },
  ]);
});

test('the photo is on the fix list', async () => {
  await ada.press('Control+l');
  await ada.get('operator-tile').filter({ hasText: 'Jonas' }).click();
  await ada.type('5678');
  await ada.press('Enter');
  await ada.get('rail-reports').click();
  await ada.get('reports-fix').click();
  const photo = ada.get('fix-row').filter({ hasText: UNKNOWN_CODE }).getByTestId('fix-photo');
  await expect(photo).toBeVisible();
  expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await ada.shot('fix-photo');
});

test('a barcode of the fix list becomes a product, and sells as one', async () => {
  await ada.press('Control+l');
  await ada.get('operator-tile').filter({ hasText: MANAGER[0] }).click();
  await ada.type(MANAGER[1]);
  await ada.press('Enter');
  await ada.get('rail-reports').click();
  await ada.get('reports-fix').click();
  await ada.get('fix-row').filter({ hasText: UNKNOWN_CODE }).getByTestId('fix-make').click();
  await expect(ada.get('product-price-high-street')).toHaveValue('4.95');
  await ada.get('product-name').fill('Garden lantern');
  await ada.get('product-sku').fill('LANTERN');
  await ada.get('product-save').click();
  await expect(ada.page.locator('[data-code="product-saved"]')).toContainText('Garden lantern');
  await ada.press('Control+l');
  await ada.get('operator-tile').filter({ hasText: '李娜' }).click();
  await ada.type('2345');
  await ada.press('Enter');
  await expect(ada.get('search')).toBeVisible();
  await expect(async () => {
    await ada.scan(UNKNOWN_CODE);
    await expect(ada.get('cart-line')).toContainText('Garden lantern', { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await expect(ada.get('cart-line')).toContainText('4.95');
  await ada.payExact();
});

function payloads(index: number, kind: string): Record<string, unknown>[] {
  return (hosts[index]?.journal() ?? []).filter((fact) => fact.kind === kind).map(({ payload }) => payload);
}

/** A PNG of coloured noise: as long as a picture can be. */
async function noise(width: number, height: number): Promise<Buffer> {
  const url = await ada.page.evaluate(
    ([w, h]) => {
      const canvas = document.createElement('canvas');
      canvas.width = w;
      canvas.height = h;
      const context = canvas.getContext('2d');
      const image = context?.createImageData(w, h);
      if (!context || !image) throw new Error('no canvas');
      for (let at = 0; at < image.data.length; at++) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
      context.putImageData(image, 0, 0);
      return canvas.toDataURL('image/png');
    },
    [width, height] as const,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}
