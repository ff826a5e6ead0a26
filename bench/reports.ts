import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { SalesOrdersQuery, SalesQuery } from '#contracts/http/sales-report.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { rebuildRollups } from '#sync-server/commands/rebuild-rollups.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { openServer, type Server } from '#sync-server/server.ts';
import { readAbc } from '#sync-server/views/abc-report.ts';
import { checkRollups } from '#sync-server/views/check-rollups.ts';
import { readHome } from '#sync-server/views/home.ts';
import { readReductions } from '#sync-server/views/reduction-report.ts';
import type { ReportAsker } from '#sync-server/views/report-stores.ts';
import type { SalesSource } from '#sync-server/views/sales-cells.ts';
import { readSalesOrders } from '#sync-server/views/sales-orders.ts';
import { readSalesReport } from '#sync-server/views/sales-report.ts';
import { createDatabase, openTestPostgres } from '#tests/fixtures/postgres.ts';
import { storeSettings } from '#tests/fixtures/test-shop.ts';
import { databaseCpu } from './database-cpu.ts';

const STORES = 10;
const TILLS = 3;
const PRODUCTS = 4_000;
const CATEGORIES = 40;
const DAYS = 365;
const AT = new Date('2026-01-01T12:00:00.000Z');
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const MANAGER = 'mia';

interface Timed {
  what: string;
  /** Medians, in milliseconds: until it is answered, and the database's own processor time, where it can be told. */
  ms: number;
  cpuMs?: number;
  fromOrdersMs?: number;
}

export interface ReportsFigures {
  database: 'postgresql' | 'embedded';
  orders: number;
  rows: Record<string, number>;
  /** Summing all orders anew, in seconds: what a migration does, and the check of it. */
  rebuildSeconds: number;
  checkSeconds: number;
  /** The yardstick: one bare look at every row of a rollup. */
  bare: Timed[];
  asked: Timed[];
}

export interface ReportsOptions {
  /** `postgres://…` of a server to make a database on; without it the database is embedded, on disk. */
  postgres?: string;
  orders: number;
  rounds?: number;
}

/**
 * How long reports of a year take. The orders are made by the database itself, in bulk, and the rollups summed from them: what is
 * measured is reading. Each time is the server's own work without HTTP; a year is beside the year before it, which is empty.
 */
export async function reports({ postgres, orders, rounds = 3 }: ReportsOptions): Promise<ReportsFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'reports-'));
  const database = postgres ? await createDatabase(postgres) : undefined;
  const server = await openServer({ dataDir: folder, port: 0, databaseUrl: database?.url, now: () => AT });
  try {
    const { db } = server.context;
    await fillShops(server);
    await db.connection().execute((connection) => fillOrders(connection, orders));
    const rebuildSeconds = await secondsOf(() => rebuildRollups(server.context));
    for (const table of [...COUNTED, 'store', 'operator', 'variant'])
      await sql`vacuum analyze ${sql.table(table)}`.execute(db);
    const cpu = await databaseCpu(server);
    const bare: Timed[] = [];
    for (const what of BARE) {
      const look = () => sql`select sum(hashtext(t::text)) from ${sql.table(what)} as t`.execute(db);
      bare.push({ what, ...(await medians(rounds, look, cpu)) });
    }
    const asked: Timed[] = [];
    for (const [what, ask, bothWays] of questions(db)) {
      const timed = { what, ...(await medians(rounds, () => ask('rollups'), cpu)) };
      asked.push(bothWays ? { ...timed, fromOrdersMs: (await medians(1, () => ask('orders'))).ms } : timed);
    }
    const checkSeconds = await secondsOf(async () => {
      const { ok } = await checkRollups(db);
      if (!ok) throw new Error('the rollups are not what the orders say');
    });
    const rows = Object.fromEntries(await Promise.all(COUNTED.map(async (table) => [table, await countOf(db, table)])));
    return {
      database: server.context.embedded ? 'embedded' : 'postgresql',
      orders,
      rows,
      rebuildSeconds,
      checkSeconds,
      bare,
      asked,
    };
  } finally {
    await server.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

const BARE = ['sales_hour', 'sales_product'];
const COUNTED = ['customer_order', 'order_line', 'sales_hour', 'sales_product', 'sales_tender', 'sales_tax'];
const ASKER: ReportAsker = { storeId: 'S1', operatorId: MANAGER, costs: true };

type Question = [what: string, ask: (source: SalesSource) => Promise<unknown>, bothWays: boolean];

function questions(db: Kysely<Tables>): Question[] {
  const report = (what: string, query: Partial<SalesQuery>, bothWays = false): Question => [
    what,
    (source) => ask(readSalesReport(db, ASKER, { ...YEAR, by: 'day', store: 'all', ...query }, AT, source)),
    bothWays,
  ];
  const behind = (what: string, query: Partial<SalesOrdersQuery>): Question => [
    what,
    () => ask(readSalesOrders(db, ASKER, { ...YEAR, by: 'day', store: 'all', ...query }, { at: AT, most: 100 })),
    false,
  ];
  return [
    report('a year of all stores by month', { by: 'month' }, true),
    report('by day', { by: 'day' }, true),
    report('by weekday and hour', { by: 'weekday-hour' }, true),
    report('by store', { by: 'store' }),
    report('by operator', { by: 'operator' }),
    report('by tender', { by: 'tender' }, true),
    report('by tax rate', { by: 'tax' }),
    report('by product', { by: 'product' }, true),
    report('by category', { by: 'category' }, true),
    report('a quarter beside the one before, by product', { by: 'product', from: '2025-10-01', to: '2025-12-31' }),
    report('one store of ten by product', { by: 'product', store: 'S1' }),
    report('products of a category', { by: 'product', category: 'C1' }),
    report('a category by hour, from its lines', { by: 'hour', category: 'C1' }),
    behind('receipts behind a day', { key: '2025-06-02' }),
    behind('receipts behind a product', { by: 'product', key: 'v7' }),
    behind('receipts behind the year', {}),
    ['ABC and XYZ of the year', () => ask(readAbc(db, ASKER, { ...YEAR, of: 'profit', store: 'all' })), false],
    [
      'discounts of the year by reason',
      () => ask(readReductions(db, 'discounts', ASKER, { ...YEAR, by: 'reason', store: 'all' }, AT)),
      false,
    ],
    ['home of all stores', () => readHome(db, ASKER, { store: 'all', at: AT, may: async () => true }), false],
  ];
}

async function ask(answer: Promise<{ ok: boolean }>): Promise<void> {
  if (!(await answer).ok) throw new Error('no answer');
}

async function fillShops({ context }: Server): Promise<void> {
  const storeIds = Array.from({ length: STORES }, (_, index) => `S${index + 1}`);
  for (const storeId of storeIds) {
    await publishSettings(context, { entity: 'store', entityId: storeId, after: storeSettings(storeId) });
  }
  const mia = { operatorId: MANAGER, name: 'Mia', initials: 'MI', role: 'manager', storeIds, pinHash: 'argon2id' };
  await publishSettings(context, { entity: 'operator', entityId: MANAGER, after: mia });
  await sql`insert into category (category_id, name) select 'C' || c, 'Category ' || c from generate_series(1, ${CATEGORIES}::int) as c`.execute(
    context.db,
  );
  await sql`insert into variant (variant_id, page, product_id, sku, name, gtins, category_id, unit, tax_category)
    select 'v' || v, v % 256, 'p' || v, 'SKU' || v, 'Product ' || v, '{}', 'C' || (v % ${CATEGORIES}::int + 1), 'each', 'standard'
    from generate_series(1, ${PRODUCTS}::int) as v`.execute(context.db);
}

/** Orders of one to five lines over a year, stores, tills, hours from 8 to 20 and five operators a store; few products sell much. */
async function fillOrders(db: Kysely<Tables>, orders: number): Promise<void> {
  await sql`create temp table made as
    select n, ('00000000-0000-4000-8000-' || lpad((n % ${STORES * TILLS})::text, 12, '0'))::uuid as journal_id, n as seq,
      'S' || (n % ${STORES} + 1) as store_id, ${YEAR.from}::date + (n::int8 * 7919 % ${DAYS})::int as business_date,
      8 + (hashtext('h' || n) & 1023) % 13 as hour, 'o' || (n % ${STORES} * 5 + n / 7 % 5) as operator_id,
      1 + (hashtext('l' || n) & 1023) % 5 as lines
    from generate_series(1, ${orders}::int) as n`.execute(db);
  await sql`insert into order_line (journal_id, seq, line_no, line_id, variant_id, sku, name, quantity, unit_price, price_version,
      list_amount, amount, adjustment, gross, net, cost)
    select journal_id, seq, line_no, line_no::text, 'v' || v, 'SKU' || v, 'Product ' || v, 1, price, 1, price, price, 0,
      price, price * 5 / 6, price / 2
    from made cross join lateral (
      select line_no, 1 + floor(power((hashtext(n || '/' || line_no) & 65535) / 65536.0, 3) * ${PRODUCTS})::int as v
      from generate_series(1, made.lines) as line_no) as line
    cross join lateral (select 100 + v % 900 as price) as priced`.execute(db);
  await sql`insert into customer_order (journal_id, seq, order_id, store_id, register_id, operator_id, at, business_date,
      receipt_series, receipt_number, currency, prices_include_tax, tax_version, engine_version, tax_total, total, rounding,
      items, line_count, sold, hour, net_turnover, cost_of_sales)
    select made.journal_id, made.seq, gen_random_uuid(), store_id, 'R', operator_id,
      business_date + make_interval(hours => hour, mins => (n % 60)::int), business_date, 'R', n, 'GBP', true, 1, 1,
      gross - net, gross, 0, lines, lines, gross, hour, net, cost
    from made join (select journal_id, seq, sum(gross) as gross, sum(net) as net, sum(cost) as cost
      from order_line group by 1, 2) as line using (journal_id, seq)`.execute(db);
  await sql`insert into payment (journal_id, seq, payment_no, payment_id, tender, tendered, change, amount)
    select journal_id, seq, 1, gen_random_uuid(), (array['cash', 'card', 'card', 'gift-card'])[1 + seq % 4], total, 0, total
    from customer_order`.execute(db);
  await sql`insert into order_tax (journal_id, seq, tax_no, code, rate_ppm, base, amount)
    select journal_id, seq, 1, 'S', 200000, net_turnover, tax_total from customer_order`.execute(db);
  await sql`drop table made`.execute(db);
}

async function countOf(db: Kysely<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int8 as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

async function medians(
  rounds: number,
  work: () => Promise<unknown>,
  cpu?: () => number,
): Promise<Pick<Timed, 'ms' | 'cpuMs'>> {
  const [times, busy]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const before = cpu?.() ?? 0;
    times.push((await secondsOf(work)) * 1000);
    busy.push((cpu?.() ?? 0) - before);
  }
  return { ms: middleOf(times), ...(cpu ? { cpuMs: middleOf(busy) } : {}) };
}

function middleOf(numbers: readonly number[]): number {
  return Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Number(((performance.now() - start) / 1000).toFixed(3));
}

/** Orders that are measured unless it is said otherwise: as many as take minutes, and not a quarter of an hour, for both databases. */
const ORDERS = 20_000;
/** More the embedded database is not asked for: one shop has them in two years. */
const EMBEDDED_MAX = 100_000;

/** Both databases. */
export async function reportsReport(orders = ORDERS): Promise<ReportsFigures[]> {
  const figures: ReportsFigures[] = [];
  await onPostgres(orders, figures);
  figures.push(await reports({ orders: Math.min(orders, EMBEDDED_MAX) }));
  return figures;
}

async function onPostgres(orders: number, figures: ReportsFigures[]): Promise<void> {
  const postgres = await openTestPostgres({ durable: true });
  if (typeof postgres === 'string') return;
  try {
    figures.push(await reports({ postgres: postgres.url, orders }));
  } finally {
    await postgres.stop();
  }
}
