import { expect, test } from '@playwright/test';
import { type OneTill, openOneTill } from './one-till.ts';
import type { Shop, TillHost } from './shop.ts';
import { DESKTOP, MANAGER, TABLET, type TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/specials.csv, products.csv.gz). */
const APPLES = '2902000000012';
const GLOBE = '2900100020008';

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let shop: Shop;
let host: TillHost;
let till: TillPage;

/** A till with the virtual counter's scale. */
test.beforeAll(async () => {
  one = await openOneTill({ hardware: 'counter', operator: MANAGER });
  ({ shop, host, till } = one);
});

test.afterAll(() => one?.close());

async function scale(what: 'load' | 'faults', body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${shop.counterUrl}/scale/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(shop.counterUrl).origin },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

const sees = (sight: string) => expect(till.get('weigh-sight')).toHaveAttribute('data-sight', sight);
const quantities = () => till.get('line-quantity').evaluateAll((all) => all.map((one) => Number(one.dataset.quantity)));

test('what lies still on the scale goes into the cart, less its tare; what is seen meanwhile is said', async () => {
  await till.scan(APPLES);
  await sees('zero');
  await till.looksRight('weigh-empty');
  await scale('faults', { unsteady: true });
  await scale('load', { grams: 517 });
  await sees('motion');
  await till.press('1');
  await expect(till.get('tare-5')).toHaveAttribute('aria-pressed', 'true');
  await scale('faults', { unsteady: false });
  await expect(till.get('line-quantity')).toHaveAttribute('data-quantity', '512');
  await expect(till.get('weigh')).toHaveCount(0);
  await expect(till.get('line-facts')).toContainText('5 g');
});

test('the weight of the item before is not taken for the next, and plain goods scanned meanwhile are sold', async () => {
  await till.scan(APPLES);
  await sees('same');
  await till.scan(GLOBE);
  await expect(till.get('cart-line')).toHaveCount(2);
  await till.scan(APPLES);
  await expect(till.get('weigh-waiting')).toBeVisible();
  await till.looksRight('weigh-same');
  await till.page.setViewportSize(TABLET);
  await till.looksRight('weigh-same-tablet');
  await till.page.setViewportSize(DESKTOP);
  await scale('load', { grams: 300 });
  await expect.poll(quantities).toEqual([512, 1, 300]);
  await sees('same');
  await till.press('Enter');
  await expect.poll(quantities).toEqual([512, 1, 300, 300]);
});

test('a scale that fails says so, adds nothing, and the weight is keyed in', async () => {
  await scale('load', { grams: 0 });
  await till.scan(APPLES);
  for (const [fault, sight] of [
    ['overload', 'overload'],
    ['notZeroed', 'not-zeroed'],
  ] as const) {
    await scale('faults', { [fault]: true });
    await sees(sight);
    await scale('faults', { [fault]: false });
    await sees('zero');
  }
  await scale('faults', { dead: true });
  const notice = till.get('weigh').getByTestId('notice');
  await expect(notice).toHaveAttribute('data-code', 'scale-unreachable');
  await till.looksRight('weigh-unplugged');
  await scale('load', { grams: 400 });
  await scale('faults', { dead: false, garbage: true });
  await till.press('Enter');
  await expect(till.get('weigh')).toHaveAttribute('data-state', 'weighing');
  await scale('faults', { garbage: false, silent: true });
  await expect(notice).toHaveAttribute('data-code', 'scale-timeout');
  expect(await quantities()).toEqual([512, 1, 300, 300]);
  await till.press('h');
  await till.type('0.25');
  await till.press('Enter');
  await expect.poll(quantities).toEqual([512, 1, 300, 300, 250]);
  await scale('faults', { silent: false });
});

test('Esc gives the item up, and a weight that comes afterwards is nobody’s', async () => {
  await scale('load', { grams: 0 });
  await till.scan(APPLES);
  await sees('zero');
  await till.press('Escape');
  await expect(till.get('weigh')).toHaveCount(0);
  await scale('load', { grams: 700 });
  await till.scan(GLOBE);
  await expect.poll(quantities).toEqual([512, 2, 300, 300, 250]);
});

test('a key pressed before a scanned item has been asked about loses nothing of it', async () => {
  await till.page.evaluate((code) => {
    for (const key of [...code, 'Enter', 'F9'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, APPLES);
  await expect(till.get('weigh')).toBeVisible();
  await expect(till.page.locator('[data-testid="notice"][data-code="question-open"]')).toBeVisible();
  await till.press('Escape');
  await expect(till.get('weigh')).toHaveCount(0);
});

test('the receipt and the journal tell what was weighed from what was keyed in', async () => {
  await till.payExact();
  const order = host.journal().find(({ kind }) => kind === 'order.completed');
  const lines = order?.payload.lines as { weighing?: unknown }[];
  const weighings = lines.map(({ weighing }) => weighing);
  expect(weighings).toEqual([
    { by: 'scale', tareGrams: 5 },
    undefined,
    { by: 'scale' },
    { by: 'scale' },
    { by: 'hand' },
  ]);
  await expect.poll(async () => (await shop.receipts()).length).toBeGreaterThan(0);
  const paper = (await shop.receipts()).flatMap(({ lines }) => lines).join('\n');
  for (const text of ['0.512 kg net x', 'Tare 0.005 kg', '0.250 kg x', 'Manual weight']) expect(paper).toContain(text);
  await till.nextSale();
});

test('in Chinese, on a tablet, it reads as well', async () => {
  await till.get('rail-more').click();
  await till.get('language-zh-CN').click();
  await expect(till.page.locator('html')).toHaveAttribute('lang', /^zh/);
  await till.get('rail-sell').click();
  await scale('load', { grams: 0 });
  await till.scan(APPLES);
  await sees('zero');
  await expect(till.get('weigh')).toContainText('皮重');
  await till.looksRight('weigh-zh');
  await till.page.setViewportSize(TABLET);
  await till.looksRight('weigh-zh-tablet');
  await till.page.setViewportSize(DESKTOP);
  await till.press('h');
  await expect(till.get('prompt-quantity-entry')).toBeVisible();
  await till.press('Escape');
});
