import { expect, test } from '@playwright/test';
import { type OneTill, openOneTill } from './one-till.ts';
import { CASHIER, type TillPage } from './till-page.ts';

/** From the demo shop (resources/demo/products.csv.gz). */
const GLOBE = '2900100020008';
const TAPES = '2900101250008';

test.describe.configure({ mode: 'serial' });

let one: OneTill;
let till: TillPage;

test.beforeAll(async () => {
  one = await openOneTill({ operator: CASHIER });
  till = one.till;
});

test.afterAll(() => one?.close());

interface Key {
  key: string;
  code?: string;
  isComposing?: boolean;
  /** What an input method writes into the field by itself. */
  writes?: string;
  /** How long the scanner pauses before it. */
  pauseMs?: number;
}

/** Keys as a scanner presses them, where the focus is. */
async function press(keys: Key[]): Promise<void> {
  await till.page.evaluate(async (sent) => {
    for (const { writes, pauseMs, ...key } of sent) {
      if (pauseMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const event = new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true, composed: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
      if (writes) document.execCommand('insertText', false, writes);
    }
  }, keys);
}

const plain = (text: string): Key[] => [...text].map((key) => ({ key }));
const ENTER: Key = { key: 'Enter', code: 'Enter' };
const quantities = () => till.get('line-quantity').evaluateAll((lines) => lines.map((line) => line.dataset.quantity));

test('a scan that pauses is one item, and nothing of it stays in the field', async () => {
  await till.get('search').focus();
  const [first, rest] = [plain(GLOBE.slice(0, 6)), plain(GLOBE.slice(6))];
  await press([...first, ...rest.map((key, at) => (at === 0 ? { ...key, pauseMs: 90 } : key)), ENTER]);
  await expect.poll(quantities).toEqual(['1']);
  await press([
    ...plain('29'),
    ...plain(GLOBE.slice(2)).map((key, at) => (at === 0 ? { ...key, pauseMs: 70 } : key)),
    ENTER,
  ]);
  await expect.poll(quantities).toEqual(['2']);
  await expect(till.get('search')).toHaveValue('');
});

test('what a French keyboard makes of a scan sells the item', async () => {
  const written: Record<string, string> = { 0: 'à', 1: '&', 2: 'é', 8: '_', 9: 'ç' };
  await press([...[...GLOBE].map((digit) => ({ key: written[digit] ?? digit, code: `Digit${digit}` })), ENTER]);
  await expect.poll(quantities).toEqual(['3']);
  await expect(till.get('notice')).toHaveCount(0);
});

test('an input method that takes the keys neither hides the scan nor keeps it in the field', async () => {
  await till.get('search').focus();
  const keys = [...GLOBE].map((digit) => ({ key: 'Process', code: `Digit${digit}`, isComposing: true, writes: digit }));
  await press([...keys, { key: 'Process', code: 'Enter', isComposing: true }]);
  await expect.poll(quantities).toEqual(['4']);
  await expect(till.get('search')).toHaveValue('');
});

test('two scans that run together are two items', async () => {
  await press([...plain(`${GLOBE}${TAPES}`), ENTER]);
  await expect.poll(async () => (await quantities()).toSorted()).toEqual(['1', '5']);
});
