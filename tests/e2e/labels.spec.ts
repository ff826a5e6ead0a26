import { expect, type Locator, test } from '@playwright/test';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { localMinute, minuteAfter } from './minutes.ts';
import { type OneTill, openOneTill } from './one-till.ts';
import type { Shop } from './shop.ts';
import { MANAGER, type TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = { code: '2900100020008', name: 'Inflatable Political Globe' };
const HOUR_MS = 3_600_000;

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let till: TillPage;

test.beforeAll(async () => {
  one = await openOneTill({ hardware: 'counter', operator: MANAGER });
  ({ shop, till } = one);
});

test.afterAll(() => one?.close());

const seen = (name: string) => till.looksRightIn(['tablet', 'dark'], `labels-${name}`);

const out = async () => ((await (await fetch(`${shop.counterUrl}/state`)).json()) as CounterState).labelPrinter.labels;
const rows = (): Locator => till.get('label-row');
const notice = (code: string): Locator => till.page.locator(`[data-testid="notice"][data-code="${code}"]`);

async function faults(change: Record<string, boolean>): Promise<void> {
  const answer = await fetch(`${shop.counterUrl}/labelPrinter/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(shop.counterUrl).origin },
    body: JSON.stringify(change),
  });
  expect(answer.ok).toBe(true);
}

/** The smallest category that a slow printer is busy with for a while. */
async function aCategory(select: Locator): Promise<string> {
  const options = await select.locator('option').evaluateAll((all) =>
    all.map((option) => ({
      value: option.getAttribute('value') ?? '',
      count: Number(/\((\d+)\)$/.exec(option.textContent ?? '')?.[1] ?? 0),
    })),
  );
  return options.filter(({ count }) => count >= 20).toSorted((a, b) => a.count - b.count)[0]?.value ?? '';
}

test('a scanned product comes out as a label, as often as is wanted', async () => {
  await till.get('rail-more').click();
  await till.get('labels-open').click();
  await expect(till.get('labels')).toBeVisible();
  await seen('empty');
  await till.scan(GLOBE.code);
  await till.scan(GLOBE.code);
  await expect(rows()).toHaveCount(1);
  await expect(rows()).toHaveAttribute('data-copies', '2');
  await till.get('copies-more').click();
  await expect(till.get('label-preview')).toHaveAttribute('aria-label', new RegExp(GLOBE.name));
  await seen('one');
  await till.get('labels-print').click();
  await expect(notice('labels-printed')).toBeVisible();
  await expect(rows()).toHaveCount(0);
  const labels = await out();
  expect(labels).toHaveLength(3);
  const said = labels[0]?.lines.join(' ') ?? '';
  expect(said).toContain('Globe');
  expect(said).toContain(GLOBE.code);
  expect(labels.every(({ unknown }) => unknown === 0)).toBe(true);
});

test('a category goes on after the labels run out, and none is doubled', async () => {
  const category = till.get('labels-category');
  await category.selectOption(await aCategory(category));
  await expect(rows().first()).toBeVisible();
  const total = await rows().count();
  await faults({ slow: true });
  await till.get('labels-print').click();
  await expect(till.get('labels-progress')).toHaveText(/^[1-9]\d* of/);
  await till.shot('labels-printing');
  await faults({ paperOut: true });
  await expect(notice('label-printer-paper-out')).toBeVisible();
  // Three came out before; the counter names only the last ones, by their number.
  const before = ((await out())[0]?.id ?? 0) - 3;
  await expect.poll(() => rows().count()).toBe(total - before);
  await till.looksRight('labels-paper-out');
  await faults({ paperOut: false });
  await till.get('labels-print').click();
  await expect(till.get('labels-progress')).toBeVisible();
  await till.get('labels-stop').click();
  await expect(notice('label-printer-interrupted')).toBeVisible();
  await faults({ slow: false });
  await till.get('labels-clear').click();
});

test('it is found by name too, and what the shop does not have is said', async () => {
  await till.get('labels-search').fill('globe');
  await till.get('search-result').first().click();
  await expect(rows()).toHaveCount(1);
  await till.scan('4006381333931');
  await expect(notice('barcode-unknown')).toBeVisible();
  await till.get('label-remove').click();
  await expect(rows()).toHaveCount(0);
});

test('what is marked down gets a label that shows the old price struck through, and is sold for the new one by it', async () => {
  for (const _ of [1, 2]) await till.get('rail-more').click();
  await till.get('products-open').click();
  await till.get('products-search').fill('10002');
  await till.page.locator('[data-testid="product-row"][data-sku="10002"]').getByTestId('product-open').click();
  await till.get('product-price-high-street').fill('0.60');
  await till.get('product-save').click();
  await expect(notice('product-saved')).toBeVisible();
  await expect(till.get('status')).toHaveAttribute('data-state', 'synced');
  for (const _ of [1, 2]) await till.get('rail-more').click();
  await till.get('labels-open').click();
  await till.get('labels-due-from').fill(localMinute(minuteAfter(-HOUR_MS)));
  await till.get('labels-due-to').fill(localMinute(minuteAfter(HOUR_MS)));
  const globe = till.page.locator('[data-testid="label-row"][data-sku="10002"]');
  await till.get('labels-due').click();
  await expect(globe).toContainText('0.60');
  await expect(globe).toContainText('0.85');
  await globe.getByTestId('label-show').click();
  await till.looksRight('labels-markdown');
  const before = (await out())[0]?.id ?? 0;
  await till.get('labels-print').click();
  await expect(notice('labels-printed')).toBeVisible();
  const printed = (await out()).filter(({ id }) => id > before).map(({ lines }) => lines.join(' '));
  const label = printed.find((text) => text.includes('Globe'));
  expect(label).toContain('0.60');
  expect(label).toContain('0.85');
  const code = /\b\d{13}\b/.exec(label ?? '')?.[0] ?? '';
  await till.get('rail-sell').click();
  await till.scan(code);
  await expect(till.get('line-amount')).toHaveText('0.60');
});
