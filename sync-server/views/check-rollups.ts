import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RollupCheck } from '#contracts/http/rollups.ts';
import { DIFFERING_DISCOUNTS, DIFFERING_FIGURES, missingHours } from '#sync-server/db/order-figures.ts';
import { ROLLUP_TABLES, type RollupTable, rollupFromOrders } from '#sync-server/db/rollups-from-orders.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** So many of the rows that differ are shown. */
const SHOWN = 20;

const KEYS: Record<RollupTable, readonly string[]> = {
  sales_hour: ['store_id', 'business_date', 'hour', 'operator_id', 'channel', 'journal_id'],
  sales_product: ['store_id', 'business_date', 'variant_id', 'channel', 'journal_id'],
  sales_tender: ['store_id', 'business_date', 'hour', 'operator_id', 'channel', 'tender', 'journal_id'],
  sales_tax: ['store_id', 'business_date', 'hour', 'operator_id', 'channel', 'code', 'rate_ppm', 'journal_id'],
};

/**
 * Compares what reports sum with the orders, and what is kept of orders with their lines, in one look at all: each table's rows, and
 * those of them that differ; `order_hour` are the hours of orders.
 */
export async function checkRollups(db: Kysely<Tables>): Promise<RollupCheck> {
  const tables = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const checked = await checkOrders(tx);
      for (const table of ROLLUP_TABLES) checked.push(await checkTable(tx, table));
      return checked;
    });
  return { ok: tables.every(({ differing }) => differing === 0), tables };
}

async function checkOrders(db: Kysely<Tables>): Promise<RollupCheck['tables']> {
  const rows = await countOf(db, 'customer_order');
  const hours = await missingHours(db);
  const examples = hours.slice(0, SHOWN).map(({ order_id, hour }) => {
    return { kept: { order_id, hour: 0 }, reckoned: { order_id, hour } };
  });
  return [
    { table: 'customer_order', rows, ...(await differences(db, DIFFERING_FIGURES)) },
    { table: 'order_hour', rows, differing: hours.length, examples },
    { table: 'order_discount', rows, ...(await differences(db, DIFFERING_DISCOUNTS)) },
  ];
}

interface Difference {
  kept: object | null;
  reckoned: object | null;
}

async function differences(
  db: Kysely<Tables>,
  differing: RawBuilder<unknown>,
): Promise<Pick<RollupCheck['tables'][number], 'differing' | 'examples'>> {
  const { rows } = await sql<Difference & { all: number }>`
    select kept, reckoned, count(*) over ()::int8 as all from (${differing}) as one limit ${SHOWN}`.execute(db);
  return { differing: rows[0]?.all ?? 0, examples: rows.map(({ kept, reckoned }) => ({ kept, reckoned })) };
}

async function checkTable(db: Kysely<Tables>, table: RollupTable): Promise<RollupCheck['tables'][number]> {
  const keys = sql.join(KEYS[table].map((name) => sql.ref(name)));
  const { rows } = await sql<Difference & { differing: number; all: number }>`
    with kept as (select * from ${sql.table(table)}),
      reckoned as (${rollupFromOrders(table, sql`select * from customer_order`)}),
      compared as (
        select to_jsonb(kept) as kept, to_jsonb(reckoned) as reckoned
        from kept full join reckoned using (${keys}))
    select kept, reckoned, count(*) over ()::int8 as differing, (select count(*) from kept)::int8 as all
    from compared where kept is distinct from reckoned limit ${SHOWN}`.execute(db);
  const [first] = rows;
  return {
    table,
    rows: first?.all ?? (await countOf(db, table)),
    differing: first?.differing ?? 0,
    examples: rows.map(({ kept, reckoned }) => ({ kept, reckoned })),
  };
}

async function countOf(db: Kysely<Tables>, table: RollupTable | 'customer_order'): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int8 as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}
