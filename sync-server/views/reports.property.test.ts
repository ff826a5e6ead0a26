import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { COMPARED, SALES_BY, type SalesBy, type SalesReport } from '#contracts/http/sales-report.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { type Period, type Span, spansOf } from '#domain/report/period.ts';
import { salesKind } from '#domain/report/sales-kind.ts';
import { readAbc } from '#sync-server/views/abc-report.ts';
import type { SalesFilters } from '#sync-server/views/sales-cells.ts';
import { readSalesOrders } from '#sync-server/views/sales-orders.ts';
import { readSalesReport } from '#sync-server/views/sales-report.ts';
import { chosenOf, type Entry, type Figure, groupedBy, readEntries, sumOf } from '#tests/fixtures/naive-sales.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { SALES_STEPS, writeSalesStep } from '#tests/fixtures/test-sales.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const RUNS = 8;
const SKUS = ['P1', 'P2', 'P3', 'P4', 'P5'];
const FIRST = '2026-06-22';
const DAYS = 42;
const dateAt = fc.nat(DAYS - 1).map((day) => addDays(FIRST, day));

const step = fc.record({
  what: fc.constantFrom(...SALES_STEPS),
  sku: fc.nat(SKUS.length - 1),
  quantity: fc.integer({ min: 1, max: 9 }),
  date: dateAt,
  hour: fc.integer({ min: 8, max: 17 }),
  operator: fc.constantFrom('anna', MANAGER, null),
});
/** What is asked for; of lines what comes of `line` too, of which a number stands for a product or category that there is. */
const asked = fc.record({
  by: fc.constantFrom(...SALES_BY),
  days: fc.tuple(dateAt, dateAt).map(([a, b]): Period => (a < b ? { from: a, to: b } : { from: b, to: a })),
  store: fc.constantFrom('all', STORE, OTHER_STORE),
  compared: fc.constantFrom(...COMPARED),
  filters: fc.oneof(
    fc.constant<SalesFilters>({}),
    fc.constantFrom('anna', MANAGER, '-').map((operator): SalesFilters => ({ operator })),
    fc.constantFrom('store' as const, 'online' as const).map((channel): SalesFilters => ({ channel })),
    fc.integer({ min: 9, max: 18 }).map((hour): SalesFilters => ({ hour: String(hour) })),
    fc.integer({ min: 1, max: 7 }).map((weekday): SalesFilters => ({ weekday: String(weekday) })),
  ),
  of: fc.oneof(
    fc.constant({}),
    fc.constantFrom('cash', 'card').map((tender) => ({ tender })),
    fc.constant({ tax: 'S 200000' }),
    fc.nat(50).map((category) => ({ category })),
    fc.nat(50).map((product) => ({ product })),
  ),
});
type Asked = typeof asked extends fc.Arbitrary<infer Each> ? Each : never;
const drawn = fc.record({
  steps: fc.tuple(...[0, 1, 2].map(() => fc.array(step, { minLength: 10, maxLength: 25 }))),
  queries: fc.array(asked, { minLength: 12, maxLength: 12 }),
});

const registers: TestRegister[] = [];
beforeAll(async () => {
  if (shop.missing) return;
  for (const storeId of [STORE, OTHER_STORE, STORE]) registers.push(await enrolTestRegister(shop.server, { storeId }));
});

const asker = { storeId: STORE, operatorId: MANAGER, costs: true };

test('reports say what the orders come to, reckoned one by one', async () => {
  const products = await Promise.all(SKUS.map((sku) => productOf(shop.server, sku)));
  const compared = { rows: 0 };
  await fc.assert(
    fc.asyncProperty(drawn, async ({ steps, queries }) => {
      for (const [index, own] of steps.entries()) {
        const register = registers[index] ?? failed();
        await register.push(own.map((each) => writeSalesStep(register, each, products[each.sku] ?? failed())));
      }
      const entries = await readEntries(shop.server.context.db);
      for (const query of queries) compared.rows += await compareSales(query, entries);
      for (const { days, store, of } of queries.slice(0, 3)) await compareAbc(days, store, of, entries);
    }),
    // What failed is told as it was drawn: each step of making it smaller books and reads anew.
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(compared.rows).toBeGreaterThan(30);
});

type Entries = Awaited<ReturnType<typeof readEntries>>;

async function compareSales({ by, days, store, compared, filters, of }: Asked, entries: Entries): Promise<number> {
  const wanted = { ...filters, ...named(of, entries) };
  const kind = salesKind({ by, ...wanted });
  const { db } = shop.server.context;
  const query = { ...days, by, store, compared, ...wanted };
  const answer = await readSalesReport(db, asker, query, shop.clock.now());
  if (kind === null || !answer.ok) {
    expect([kind, answer.ok]).toEqual([null, false]);
    return 0;
  }
  const { report } = answer;
  const at = (period: Period) => chosenOf(entries[kind], storesOf(store), period, wanted);
  const [now, before] = [at(report.now), at(report.before)];
  const told = Object.fromEntries(report.rows.map((row) => [row.key, { now: row.now, before: row.before }]));
  expect([query, withoutQuiet(told)]).toEqual([query, withoutQuiet(rowsOf(by, kind, report, now, before))]);
  expect(report.sum).toEqual({ now: figuresOf(kind, null, now), before: figuresOf(kind, null, before) });
  const { tender, tax, ...turnover } = wanted as { tender?: string; tax?: string };
  const ofLines = 'category' in wanted || 'product' in wanted;
  const totals = (period: Period) =>
    totalsOf(chosenOf(entries[ofLines ? 'lines' : 'receipts'], storesOf(store), period, turnover));
  expect(report.totals).toEqual({ now: totals(report.now), before: totals(report.before) });
  const orders = await readSalesOrders(db, asker, query, { at: shop.clock.now(), most: 10_000 });
  if (!orders.ok) throw new Error(orders.code);
  const tickets = new Set(now.map(({ ticket }) => ticket)).size;
  const { amount, count } = figuresOf(kind, by, now);
  const behind = orders.orders;
  expect([query, behind.amount, behind.count, behind.receipts, behind.orders.length]).toEqual([
    query,
    amount,
    count,
    tickets,
    tickets,
  ]);
  return report.rows.length;
}

/** A product or category that was sold, in the place of its number. */
function named(of: Asked['of'], { lines }: Entries): Record<string, string> {
  const [[filter, value] = []] = Object.entries(of);
  if (filter === undefined || value === undefined) return {};
  if (typeof value === 'string') return { [filter]: value };
  const keys = [...groupedBy(lines, filter).keys()].toSorted();
  return { [filter]: keys[value % keys.length] ?? failed() };
}

function storesOf(store: string): string[] {
  return store === 'all' ? [STORE, OTHER_STORE] : [store];
}

type Rows = Record<string, { now: object; before: object }>;

function rowsOf(
  by: SalesBy,
  kind: Kind,
  periods: Pick<SalesReport, 'now' | 'before'>,
  now: Entry[],
  before: Entry[],
): Rows {
  const [ofNow, ofBefore] = [groupedBy(now, by), groupedBy(before, by)];
  const isSpan = by === 'day' || by === 'week' || by === 'month';
  // Spans stand beside the one at the same place in the other period; what has none there is in no row.
  const spans = isSpan ? besideSpans(by, periods) : undefined;
  const keys = spans ? [...spans.keys()] : [...new Set([...ofNow.keys(), ...ofBefore.keys()])];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      {
        now: figuresOf(kind, by, ofNow.get(key) ?? []),
        before: figuresOf(kind, by, ofBefore.get(spans ? (spans.get(key) ?? '') : key) ?? []),
      },
    ]),
  );
}

function besideSpans(by: Span, { now, before }: Pick<SalesReport, 'now' | 'before'>): Map<string, string> {
  const earlier = spansOf(before, by);
  return new Map(spansOf(now, by).map((key, index) => [key, earlier[index] ?? '']));
}

/** Rows in which something was sold: hours between others are told too. */
function withoutQuiet(rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).filter(([, { now, before }]) =>
      [now, before].some((each) => Object.values(each).some(Boolean)),
    ),
  );
}

type Kind = NonNullable<ReturnType<typeof salesKind>>;

function figuresOf(kind: Kind, by: SalesBy | null, entries: readonly Entry[]) {
  const sum = sumOf(entries);
  const figures = { amount: sum.amount, count: by === 'product' ? sum.quantity : sum.count };
  if (kind === 'payments') return figures;
  if (kind === 'taxes') return { ...figures, base: sum.base };
  return { ...figures, net: sum.net, returns: sum.back, discounts: sum.discount, ...profitOf(sum) };
}

function totalsOf(entries: readonly Entry[]) {
  const sum = sumOf(entries);
  return {
    turnover: sum.amount,
    receipts: new Set(entries.map(({ ticket }) => ticket)).size,
    returns: sum.back,
    discounts: sum.discount,
    tax: sum.amount - sum.net,
    net: sum.net,
    liabilityTax: sum.liabilityTax,
    ...profitOf(sum),
  };
}

function profitOf({ net, cost, uncosted }: Record<Figure, number>) {
  const profit = net - cost;
  // Halves are rounded away from zero; figures here are far too small for a share to be inexact.
  const share = net === 0 ? null : (profit / net) * 1_000_000;
  const marginPpm = share === null ? null : Math.sign(share) * Math.round(Math.abs(share)) + 0;
  return { cost, profit, marginPpm, uncosted };
}

async function compareAbc(period: Period, store: string, of: Asked['of'], entries: Entries): Promise<void> {
  const { category } = 'category' in of ? named(of, entries) : {};
  const query = { ...period, of: 'turnover' as const, store, ...(category === undefined ? {} : { category }) };
  const answer = await readAbc(shop.server.context.db, asker, query);
  if (!answer.ok) throw new Error(answer.code);
  const chosen = chosenOf(entries.lines, storesOf(store), period, { category });
  const naive = [...groupedBy(chosen, 'product')].map(([key, own]) => {
    const { amount, quantity } = sumOf(own);
    return [key, amount, quantity, xyzOf(own, period)];
  });
  const told = answer.report.rows.map(({ key, amount, quantity, xyz }) => [key, amount, quantity, xyz]);
  expect([query, told.toSorted()]).toEqual([query, naive.toSorted()]);
}

/** By the coefficient of variation as it is defined, of each whole week of a period. */
function xyzOf(entries: readonly Entry[], { from, to }: Period): 'X' | 'Y' | 'Z' | null {
  const mondays = spansOf({ from, to }, 'week').filter((monday) => monday >= from && addDays(monday, 6) <= to);
  const byWeek = groupedBy(entries, 'week');
  const weeks = mondays.map((monday) => sumOf(byWeek.get(monday) ?? []).quantity);
  const mean = weeks.reduce((sum, quantity) => sum + quantity, 0) / weeks.length;
  if (weeks.length < 4 || mean <= 0) return null;
  const variance = weeks.reduce((sum, quantity) => sum + (quantity - mean) ** 2, 0) / weeks.length;
  const variation = Math.sqrt(variance) / mean;
  return variation <= 0.5 + 1e-12 ? 'X' : variation <= 1 + 1e-12 ? 'Y' : 'Z';
}

function failed(): never {
  throw new Error('nothing there');
}
