import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { axeFindings } from './axe-findings.ts';
import { type OneTill, openOneTill } from './one-till.ts';
import type { Shop } from './shop.ts';
import { DESKTOP, MANAGER, SHOTS, TABLET, type TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = '2900100020008';
const MORE = [
  '2900100800006',
  '2900101200003',
  '2900101230031',
  '2900101240016',
  '2900101250008',
  '2900101330007',
  '2900101350005',
  '2900110010006',
  '2900150300006',
  '2900150340002',
  '2900150360000',
  '2900150390007',
  '2900150440016',
  '2900150560646',
];
const SMALL = { width: 1024, height: 600 };

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let till: TillPage;
let customer: Page;

test.beforeAll(async () => {
  one = await openOneTill({ hardware: 'counter', operator: MANAGER });
  ({ shop, till } = one);
});

test.afterAll(() => one?.close());

const display = async (): Promise<string[]> => {
  const { lineDisplay } = (await (await fetch(`${shop.counterUrl}/state`)).json()) as CounterState;
  return lineDisplay.lines.map((line) => line.trimEnd());
};
const shown = (testId: string) => customer.getByTestId(testId);
const state = (name: string) => expect(shown('customer')).toHaveAttribute('data-state', name);

/** On the sizes such screens have, light and dark, and nothing that axe finds. */
async function seen(name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await customer.emulateMedia({ colorScheme: scheme });
    for (const size of [DESKTOP, SMALL, TABLET]) {
      await customer.setViewportSize(size);
      const at = `customer-${name}-${scheme}-${size.width}x${size.height}`;
      await customer.screenshot({ path: path.join(SHOTS, `${at}.png`), animations: 'disabled' });
      const fits = await customer.evaluate(() => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
        return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
      });
      expect(fits, at).toBe(true);
    }
    expect(await axeFindings(customer), name).toEqual([]);
  }
}

test('the page opens from the settings of devices, and welcomes', async () => {
  await till.get('rail-more').click();
  await till.get('devices-open').click();
  const row = till.get('device-customer-window');
  await row.getByTestId('device-change').click();
  await till.get('device-save').click();
  const opened = one.browser.waitForEvent('page');
  await row.getByTestId('customer-page-open').click();
  customer = await opened;
  await state('idle');
  await expect(customer.locator('h1')).toContainText('High Street');
  await expect.poll(display).toEqual([expect.stringMatching(/^Welcome to/), expect.any(String)]);
  await seen('idle');
});

test('what is scanned is seen by the customer, on the page and on the two lines', async () => {
  await till.get('rail-sell').click();
  await till.scan(GLOBE);
  await expect(shown('customer-line')).toHaveCount(1);
  await expect(shown('customer-line')).toContainText('Inflatable Political Globe');
  const total = await till.get('total').textContent();
  await expect(shown('customer-total')).toHaveText(total ?? '');
  await expect.poll(async () => (await display())[1]).toMatch(/^Total .*\d$/);
  await till.scan(GLOBE);
  await expect(shown('customer-line')).toContainText(/2 at /);
  await seen('cart');
});

test('the newest line stays in sight of a long cart', async () => {
  for (const [at, gtin] of MORE.entries()) {
    await till.scan(gtin);
    await expect(till.get('cart-line')).toHaveCount(at + 2);
  }
  await expect(shown('customer-line')).toHaveCount(MORE.length + 1);
  for (const size of [SMALL, TABLET, DESKTOP]) {
    await customer.setViewportSize(size);
    await expect(customer.locator('[data-newest]')).toBeInViewport({ ratio: 0.98 });
  }
  await seen('long-cart');
});

test('a wallet’s code to pay with is shown large', async () => {
  const waits = await fetch(`${shop.counterUrl}/wallet/behaviour`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: shop.counterUrl },
    body: JSON.stringify({ customer: 'wait' }),
  });
  expect(waits.ok).toBe(true);
  await till.press('F12');
  await state('pay');
  await seen('pay');
  await till.page.locator('[data-testid="tender"][data-tender="wallet"]').click();
  await till.press('Enter');
  await expect(shown('customer-qr')).toBeVisible();
  const box = await shown('customer-qr').boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(300);
  await seen('qr');
  await till.get('payment-cancel').click();
  await expect(shown('customer-qr')).toHaveCount(0);
});

test('paid: the change, then the next customer is welcomed', async () => {
  await till.page.locator('[data-testid="tender"][data-tender="cash"]').click();
  await till.get('tender-quick').last().click();
  await expect(till.get('paid')).toBeVisible();
  await state('paid');
  await expect(shown('customer-change')).toHaveText((await till.get('change').textContent()) ?? '');
  await expect.poll(async () => (await display())[0]).toMatch(/^Change .*\d$/);
  await seen('paid');
  await till.nextSale();
  await state('idle');
});

test('it comes back after a reload, and signing out leaves nothing of the sale', async () => {
  await till.scan(GLOBE);
  await expect(shown('customer-line')).toHaveCount(1);
  await customer.reload();
  await expect(shown('customer-line')).toHaveCount(1);
  await till.press('Control+l');
  await expect(till.get('operator-tile').first()).toBeVisible();
  await state('idle');
});

test('between customers it shows the pictures of the shop; what it is told in Chinese it shows in Chinese', async () => {
  const ask = (method: string, input: unknown): Promise<unknown> =>
    till.page.evaluate(
      async ([name, given]) => {
        const token = document.querySelector<HTMLMetaElement>('meta[name="omnitill-token"]')?.content ?? '';
        const body = JSON.stringify({ method: name, input: given });
        const headers = { 'content-type': 'application/json', 'x-omnitill-token': token };
        return (await fetch('/ipc', { method: 'POST', headers, body })).json();
      },
      [method, input] as const,
    );
  await till.signIn(...MANAGER);
  await expect(shown('customer-line')).toHaveCount(1);
  const welcome = { state: 'idle', language: 'en', welcome: 'Welcome' };
  expect(await ask('display.show', { view: welcome })).toEqual({ ok: true });
  await state('idle');
  const { settings } = (await ask('devices.settings', {})) as { settings: object };
  const pictures = await till.page.evaluate(() =>
    ['#2d50d2', '#17693a'].map((colour) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
      const drawing = canvas.getContext('2d');
      if (drawing) drawing.fillStyle = colour;
      drawing?.fillRect(0, 0, 320, 180);
      return canvas.toDataURL('image/png');
    }),
  );
  expect(await ask('devices.configure', { settings: { ...settings, customerWindow: { pictures } } })).toEqual({
    ok: true,
  });
  await expect(shown('customer-picture')).toHaveCount(2);
  await seen('pictures');
  const lines = [
    { name: '有机全脂牛奶 1L', amount: '12.80' },
    { name: '红富士苹果', detail: '0.850 kg，每 kg 15.98', amount: '13.58', notes: ['临期 -2.00'] },
  ];
  const cart = { state: 'cart', language: 'zh-CN', lines, totalLabel: '合计', total: '¥24.38' };
  expect(await ask('display.show', { view: cart })).toEqual({ ok: true });
  await expect(shown('customer-line')).toHaveCount(2);
  await expect(customer.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await seen('zh');
});

test('the page can do nothing at the till', async () => {
  const token = await customer.locator('meta[name="omnitill-token"]').getAttribute('content');
  const status = await customer.evaluate(async (mine) => {
    const body = JSON.stringify({ method: 'host.status', input: {} });
    const headers = { 'content-type': 'application/json', 'x-omnitill-token': mine ?? '' };
    return (await fetch('/ipc', { method: 'POST', headers, body })).status;
  }, token);
  expect(status).toBe(401);
});
