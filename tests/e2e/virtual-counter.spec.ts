import { expect, type Page, test } from '@playwright/test';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { axeFindings } from './axe-findings.ts';
import { type OneTill, openOneTill } from './one-till.ts';
import type { Shop } from './shop.ts';
import { DESKTOP, MANAGER, TABLET, TillPage } from './till-page.ts';

const GLOBE = 'Inflatable Political Globe';

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let till: TillPage;
let counter: Page;

/** A till that is started with all of the virtual counter, as `npm start` does. */
test.beforeAll(async () => {
  one = await openOneTill({ hardware: 'counter', operator: MANAGER });
  ({ shop, till } = one);
  counter = await one.browser.newPage();
  await counter.goto(shop.counterUrl);
});

test.afterAll(() => one?.close());

const state = async () => (await (await fetch(`${shop.counterUrl}/state`)).json()) as CounterState;
const code = (codeId: string) => counter.locator(`[data-code="${codeId}"]`);
const device = (name: string) => counter.locator(`[data-device="${name}"]`);

test('what is scanned at the counter is sold, and the receipt comes out there', async () => {
  await code('globe').click();
  await expect(till.get('cart-line')).toHaveCount(1);
  await code('cheddar-weight').click();
  await expect(till.get('cart-line')).toHaveCount(2);
  await code('tea-expired').click();
  await expect(till.get('notice').first()).toHaveAttribute('data-code', 'item-expired');
  await till.page.bringToFront();
  await till.payExact();
  await expect(device('printer').getByRole('article').first()).toContainText(/Inflatable\s*Political\s*Globe/);
  await expect(device('printer').getByText('opened 1×')).toBeVisible();
});

test('the counter is one page that can be read, in both languages, by day and by night', async () => {
  for (const [name, colorScheme] of [
    ['en', 'light'],
    ['zh', 'dark'],
  ] as const) {
    await counter.emulateMedia({ colorScheme });
    if (name === 'zh') await counter.getByRole('button', { name: '中文' }).click();
    await counter.evaluate(() => {
      for (const trouble of document.querySelectorAll('details')) trouble.open = true;
    });
    await new TillPage(counter).shot(`counter-${name}-${colorScheme}`);
    expect(await axeFindings(counter)).toEqual([]);
  }
  await counter.setViewportSize(TABLET);
  await new TillPage(counter).shot('counter-tablet');
  await counter.setViewportSize(DESKTOP);
});

test('its page in the till works the same devices', async () => {
  await till.nextSale();
  await till.get('rail-more').click();
  await till.get('devices-open').click();
  await device('scale').getByRole('button', { name: '350 g' }).click();
  await till.get('device-scale').getByTestId('device-test').click();
  await expect(till.get('weight')).toContainText('0.350');
  await till.get('weigh-close').click();
  await till.get('virtual-counter-open').click();
  await expect(till.get('counter-printer').getByRole('img')).toHaveAttribute('alt', new RegExp(GLOBE.slice(0, 10)));
  await till.get('counter-printer').getByTestId('counter-trouble').click();
  await till.get('counter-fault-paperOut').click();
  await expect.poll(async () => (await state()).printer.faults.paperOut).toBe(true);
  await till.looksRight('virtual-counter');
  await till.page.setViewportSize(TABLET);
  await till.looksRight('virtual-counter-tablet');
  await till.page.setViewportSize(DESKTOP);
  await till.get('counter-fault-paperOut').click();
  await expect.poll(async () => (await state()).printer.faults.paperOut).toBe(false);
  await till.get('counter-code').filter({ hasText: 'Cola' }).click();
  await expect(till.get('scan-read')).toHaveText('2902000000067');
  await till.get('counter-drawer-shut').click();
  await expect.poll(async () => (await state()).printer.drawerOpen).toBe(false);
});
