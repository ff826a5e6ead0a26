import { beforeAll, expect, test } from 'vitest';
import { DISCOUNTS_BY, RETURNS_BY, type ReductionLines, type ReductionReport } from '#contracts/http/reductions.ts';
import type { SalesReport } from '#contracts/http/sales-report.ts';
import { readReductionLines } from '#sync-server/views/reduction-lines.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { writeSalesStep } from '#tests/fixtures/test-sales.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const PERIOD = 'from=2026-07-13&to=2026-07-14';
let register: TestRegister;

/** On the 13th Anna takes back P1 (100) twice, once damaged, and Mia P4 (400); on the 14th Mia gives 10 off, on the 12th Anna does. */
beforeAll(async () => {
  if (shop.missing) return;
  register = await enrolTestRegister(shop.server);
  const other = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const [p1, p4] = await Promise.all(['P1', 'P4'].map((sku) => productOf(shop.server, sku)));
  if (!p1 || !p4) throw new Error('two products');
  const at = { quantity: 1, date: '2026-07-13', hour: 10 };
  await register.push([
    writeSalesStep(register, { ...at, what: 'exchange', operator: 'anna' }, p1),
    writeSalesStep(register, { ...at, what: 'damaged', operator: 'anna' }, p1),
    writeSalesStep(register, { ...at, what: 'exchange', operator: MANAGER }, p4),
    writeSalesStep(register, { ...at, what: 'discount', date: '2026-07-14', operator: MANAGER }, p4),
    writeSalesStep(register, { ...at, what: 'discount', date: '2026-07-12', operator: 'anna' }, p1),
  ]);
  await other.push([writeSalesStep(other, { ...at, what: 'exchange', operator: 'anna' }, p4)]);
});

async function read<T>(path: string): Promise<T> {
  const response = await register.get(path, MANAGER);
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const rowsOf = ({ rows }: ReductionReport) =>
  rows.map(({ key, name, now, before }) => [name ?? key, now.amount, now.count, before.amount, before.count]);

test('what came back, by reason, state, product, operator and day', async () => {
  const by = async (rows: string) => rowsOf(await read(`/reports/returns?${PERIOD}&by=${rows}`));
  expect(await by('reason')).toEqual([['unwanted', 600, 3, 0, 0]]);
  expect(await by('condition')).toEqual([
    ['restock', 500, 2, 0, 0],
    ['damaged', 100, 1, 0, 0],
  ]);
  expect(await by('product')).toEqual([
    ['Product 4', 400, 1, 0, 0],
    ['Product 1', 200, 2, 0, 0],
  ]);
  expect(await by('operator')).toEqual([
    ['Mia', 400, 1, 0, 0],
    ['Anna', 200, 2, 0, 0],
  ]);
  expect(await by('day')).toEqual([
    ['2026-07-13', 600, 3, 0, 0],
    ['2026-07-14', 0, 0, 0, 0],
  ]);
  expect((await read<ReductionReport>(`/reports/returns?${PERIOD}&by=reason&store=all`)).sum.now.amount).toBe(1000);
});

test('what discounts took off, and when', async () => {
  const by = async (rows: string) => rowsOf(await read(`/reports/discounts?${PERIOD}&by=${rows}`));
  expect(await by('reason')).toEqual([['goodwill', 10, 1, 10, 1]]);
  expect(await by('operator')).toEqual([
    ['Mia', 10, 1, 0, 0],
    ['Anna', 0, 0, 10, 1],
  ]);
  expect(await by('day')).toEqual([
    ['2026-07-13', 0, 0, 0, 0],
    ['2026-07-14', 10, 1, 10, 1],
  ]);
});

test.each([
  ['returns', RETURNS_BY],
  ['discounts', DISCOUNTS_BY],
] as const)('%s are those of the sales report, and the lines behind each row sum to it', async (reduction, rows) => {
  for (const by of rows) {
    const query = `${PERIOD}&store=all&by=${by}`;
    const report = await read<ReductionReport>(`/reports/${reduction}?${query}`);
    const { totals } = await read<SalesReport>(`/reports/sales?${PERIOD}&store=all&by=day`);
    expect([report.sum.now.amount, report.sum.before.amount]).toEqual([
      totals.now[reduction],
      totals.before[reduction],
    ]);
    expect([report.turnover.now, report.turnover.before]).toEqual([totals.now.turnover, totals.before.turnover]);
    for (const row of report.rows) {
      for (const of of ['now', 'before'] as const) {
        const behind = await read<ReductionLines>(`/reports/${reduction}/lines?${query}&key=${row.key}&of=${of}`);
        expect([by, row.key, of, behind.amount, behind.count]).toEqual([
          by,
          row.key,
          of,
          row[of].amount,
          row[of].count,
        ]);
        expect(behind.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(behind.amount);
      }
    }
  }
});

test('both come as CSV, for those who may', async () => {
  const text = async (path: string) => (await register.get(path, MANAGER)).text();
  expect(await text(`/reports/returns.csv?${PERIOD}&by=condition`)).toContain('\r\nrestock,,5.00,2,0.00,0\r\n');
  const lines = (await text(`/reports/returns/lines.csv?${PERIOD}&by=reason&key=unwanted`)).trim().split('\r\n');
  expect([lines.length, lines[2]]).toEqual([5, expect.stringMatching(/,1,each,unwanted,restock,[14]\.00$/)]);
  for (const path of ['returns', 'returns.csv', 'discounts/lines', 'discounts/lines.csv'])
    expect((await register.get(`/reports/${path}?${PERIOD}&by=reason`, 'anna')).status).toBe(403);
});

test('lines come page by page, each once', async () => {
  const asker = { storeId: STORE, operatorId: MANAGER, costs: false };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { from: '2026-07-13', to: '2026-07-14', by: 'reason' as const, store: 'all', cursor };
    const options = { at: shop.clock.now(), most: 1 };
    const answer = await readReductionLines(shop.server.context.db, 'returns', asker, query, options);
    if (!answer.ok) throw new Error(answer.code);
    seen.push(...answer.lines.lines.map(({ orderId }) => orderId));
    cursor = answer.lines.next ?? undefined;
  } while (cursor !== undefined);
  expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
});
