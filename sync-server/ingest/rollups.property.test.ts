import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { JournalLine } from '#domain/journal/envelope.ts';
import type { Order } from '#domain/order/order.ts';
import { returnLine } from '#domain/order/returnable.ts';
import { rebuildRollups } from '#sync-server/commands/rebuild-rollups.ts';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import { ROLLUP_TABLES } from '#sync-server/db/rollups-from-orders.ts';
import { checkRollups } from '#sync-server/views/check-rollups.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';

const shop = openTestServer();
openManager(shop);

const RUNS = 15;

const step = fc.record({
  what: fc.constantFrom('sale', 'discount', 'deposit', 'card', 'exchange', 'damaged', 'two-tenders', 'received'),
  sku: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 4 }),
  day: fc.nat(2),
  hour: fc.integer({ min: 0, max: 23 }),
  operator: fc.constantFrom('anna', 'mia', null),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Steps of three registers in two stores, and which of them pushes how much next. */
const drawn = fc.record({
  steps: fc.tuple(...[0, 1, 2].map(() => fc.array(step, { minLength: 1, maxLength: 8 }))),
  pushes: fc.array(fc.tuple(fc.nat(2), fc.nat(8), fc.integer({ min: 1, max: 8 })), { maxLength: 8 }),
});

interface Told {
  register: TestRegister;
  lines: JournalLine[];
}

test('what reports sum is what the orders say, in whatever order and however often facts arrive', async () => {
  const sold = await Promise.all(['P1', 'P2', 'P3'].map((sku) => productOf(shop.server, sku)));
  await fc.assert(
    fc.asyncProperty(drawn, async ({ steps, pushes }) => {
      const all: Told[] = [];
      for (const [index, own] of steps.entries()) {
        const register = await enrolTestRegister(shop.server, { storeId: index === 1 ? OTHER_STORE : STORE });
        all.push({ register, lines: own.map((each) => tell(register, each, sold[each.sku] ?? failed())) });
      }
      for (const [who, from, count] of pushes) await push(all[who] ?? failed(), from, count);
      for (const told of all.toReversed()) await push(told, 0, told.lines.length);
      expect(await checkRollups(shop.server.context.db)).toMatchObject({ ok: true });
    }),
    { numRuns: RUNS },
  );
  const { tables } = await checkRollups(shop.server.context.db);
  expect(tables.every(({ rows }) => rows > RUNS)).toBe(true);
});

test('the migration sums what was booked before, and the administrator can sum it anew', async () => {
  const { db } = shop.server.context;
  const before = await kept();
  await sql`update customer_order set hour = 0, net_turnover = 0, cost_of_sales = 0, uncosted = 0, given_back = 0`.execute(
    db,
  );
  await sql`delete from order_discount`.execute(db);
  for (const table of ROLLUP_TABLES) await sql`delete from ${sql.table(table)}`.execute(db);
  const statements = MIGRATIONS['0019-reports']?.filter((text) => /^(insert|update|(create|drop) function)/.test(text));
  for (const statement of statements ?? []) await sql.raw(statement).execute(db);
  expect(await kept()).toEqual(before);
  await sql`update sales_hour set turnover = turnover + 1 where hour = (select min(hour) from sales_hour)`.execute(db);
  await sql`delete from sales_product where quantity = 1`.execute(db);
  const { ok, tables } = await checkRollups(db);
  expect([ok, tables.map(({ differing }) => differing > 0)]).toEqual([false, [true, true, false, false]]);
  await rebuildRollups(shop.server.context);
  expect(await kept()).toEqual(before);
  expect(await checkRollups(db)).toMatchObject({ ok: true });
});

async function kept() {
  const { db } = shop.server.context;
  const read = async (table: string, columns = sql`*`) => {
    const { rows } =
      await sql`select ${columns} from ${sql.table(table)} order by to_jsonb(${sql.table(table)})::text`.execute(db);
    return rows;
  };
  const figures = sql`journal_id, seq, hour, net_turnover, cost_of_sales, uncosted, given_back`;
  return {
    orders: await read('customer_order', figures),
    discounts: await read('order_discount'),
    sums: await Promise.all(ROLLUP_TABLES.map((table) => read(table))),
  };
}

function tell(register: TestRegister, { what, quantity, day, hour, operator }: Step, product: Sold): JournalLine {
  const stamp = {
    businessDate: `2026-07-1${day}`,
    at: `2026-07-1${day}T${String(hour).padStart(2, '0')}:30:00.000Z`,
    operatorId: operator,
  };
  if (what === 'received') {
    const lines = [{ variantId: product.variantId, quantity, cost: quantity * 37 }];
    const locationId = `${register.storeId}-shelf`;
    return byManager(register, 'stock.received', { locationId, reason: 'delivery', lines });
  }
  const order = orderOf(register, { ...product, quantity });
  return register.write({ kind: 'order.completed', payload: { ...order, ...CHANGES[what](order) } }, stamp);
}

function orderOf(register: TestRegister, sold: Sold): Order {
  const line = register.clone().sale([sold, { ...sold, quantity: 1 }]);
  register.receiptNumber += 1;
  const { payload } = JSON.parse(line.body) as { payload: Order };
  return { ...payload, receipt: { series: register.receiptSeries, number: register.receiptNumber } };
}

/** What makes a ticket other than a plain sale. The server books whatever was witnessed, also what does not add up. */
const CHANGES: Record<Exclude<Step['what'], 'received'>, (order: Order) => Partial<Order>> = {
  sale: () => ({}),
  discount: ({ lines, total, payments }) => {
    const adjustment = { source: 'line-discount' as const, discountId: 'd', reason: 'goodwill', amount: -10 };
    const changed = lines.map((line, index) =>
      index === 0 ? { ...line, amount: line.amount - 10, adjustments: [adjustment] } : line,
    );
    return {
      lines: changed,
      total: total - 10,
      payments: payments.map((each) => ({ ...each, amount: each.amount - 10 })),
    };
  },
  deposit: ({ lines }) => ({ lines: lines.map((line, index) => (index ? line : { ...line, variantId: 'deposit' })) }),
  card: ({ lines }) => ({
    lines: lines.map((line, index) => (index ? line : { ...line, storedValue: 'gift-card', instrument: randomUUID() })),
  }),
  exchange: (order) => takenBack(order, 'restock'),
  damaged: (order) => takenBack(order, 'damaged'),
  'two-tenders': ({ payments }) => {
    const [first = failed()] = payments;
    const half = Math.floor(first.amount / 2);
    const parts = [half, first.amount - half].map((amount) => ({
      ...first,
      id: randomUUID(),
      amount,
      tendered: amount,
    }));
    return { payments: parts.map((part, index) => ({ ...part, tender: index === 0 ? 'cash' : 'card' })) };
  },
};

function takenBack(order: Order, condition: 'restock' | 'damaged'): Partial<Order> {
  const [line = failed()] = order.lines;
  const sold = { orderId: randomUUID(), receipt: '1', order, line, before: [] };
  const asked = { id: 'r', quantity: 1, reason: 'unwanted', condition, pricesIncludeTax: true };
  const back = returnLine(sold, asked);
  return { returns: [back], total: order.total + back.amount };
}

async function push({ register, lines }: Told, from: number, count: number): Promise<void> {
  const part = lines.slice(from, from + count);
  if (part.length > 0) await register.push(part);
}

function failed(): never {
  throw new Error('nothing there');
}
