import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { rebuildRollups } from '#sync-server/commands/rebuild-rollups.ts';
import { MIGRATIONS } from '#sync-server/db/migrations.ts';
import { ROLLUP_TABLES } from '#sync-server/db/rollups-from-orders.ts';
import { checkRollups } from '#sync-server/views/check-rollups.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { SALES_STEPS, writeSalesStep } from '#tests/fixtures/test-sales.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const RUNS = 15;

const step = fc.record({
  what: fc.constantFrom(...SALES_STEPS),
  sku: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 4 }),
  date: fc.constantFrom('2026-07-10', '2026-07-11', '2026-07-12'),
  hour: fc.integer({ min: 0, max: 23 }),
  operator: fc.constantFrom('anna', 'mia', null),
});
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
        all.push({ register, lines: own.map((each) => writeSalesStep(register, each, sold[each.sku] ?? failed())) });
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
  const differing = tables.flatMap((one) => (one.differing > 0 ? [one.table] : []));
  expect([ok, differing]).toEqual([false, ['sales_hour', 'sales_product']]);
  await rebuildRollups(shop.server.context);
  expect(await kept()).toEqual(before);
  expect(await checkRollups(db)).toMatchObject({ ok: true });
});

test('what a process of before booked beside this one is told, and summed anew with all that it left out', async () => {
  const { db } = shop.server.context;
  const before = await kept();
  // What it does not know of an order has the defaults of its columns.
  const unknown = sql`hour = 0, net_turnover = 0, cost_of_sales = 0, uncosted = 0, given_back = 0`;
  await sql`update customer_order set ${unknown} where seq % 2 = 0`.execute(db);
  await sql`delete from order_discount where seq % 2 = 0`.execute(db);
  for (const table of ROLLUP_TABLES) await sql`delete from ${sql.table(table)}`.execute(db);
  const { ok, tables } = await checkRollups(db);
  expect([ok, tables.map(({ table, differing }) => [table, differing > 0])]).toEqual([
    false,
    ['customer_order', 'order_hour', 'order_discount', ...ROLLUP_TABLES].map((table) => [table, true]),
  ]);
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

async function push({ register, lines }: Told, from: number, count: number): Promise<void> {
  const part = lines.slice(from, from + count);
  if (part.length > 0) await register.push(part);
}

function failed(): never {
  throw new Error('nothing there');
}
