import { type Kysely, sql } from 'kysely';
import type { LossPrevention } from '#contracts/http/reports.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Business dates, both included. */
export interface Period {
  from: string;
  to: string;
}

interface Row {
  operator_id: string;
  name: string | null;
  receipts: number;
  discounts: number;
  discount: number;
  unreceipted_count: number;
  unreceipted: number;
  over_short: number;
  voids: number;
  void_amount: number;
  abandoned: number;
  abandoned_amount: number;
  no_sales: number;
  post_voids: number;
  post_void_amount: number;
  copies: number;
  refused: number;
}

/** What each operator of a store did in a period that a manager looks at, beside their peers. What was undone counts by its total. */
export async function readLossPrevention(db: Kysely<Tables>, storeId: string, period: Period): Promise<LossPrevention> {
  const within = sql`store_id = ${storeId} and business_date between ${period.from}::date and ${period.to}::date`;
  const { rows } = await sql<Row>`
    with ticket as (
      select operator_id, count(*) as receipts, sum(discount_count) as discounts, -sum(discount) as discount,
        count(*) filter (where unreceipted <> 0) as unreceipted_count, -sum(unreceipted) as unreceipted
      from customer_order where ${within} and operator_id is not null group by operator_id
    ), entry as (
      select operator_id, count(*) filter (where kind = 'line.voided') as voids,
        sum(amount) filter (where kind = 'line.voided') as void_amount,
        count(*) filter (where kind = 'cart.abandoned') as abandoned,
        sum(amount) filter (where kind = 'cart.abandoned') as abandoned_amount,
        count(*) filter (where kind = 'drawer.no-sale') as no_sales,
        count(*) filter (where kind = 'receipt.copy') as copies,
        count(*) filter (where kind = 'override.refused') as refused,
        count(*) filter (where kind = 'sale.post-voided') as post_voids,
        sum((select max(abs(total)) from customer_order where order_id = (detail->>'orderId')::uuid))
          filter (where kind = 'sale.post-voided') as post_void_amount
      from audit where ${within} and operator_id is not null group by operator_id
    ), drawer as (
      select accountable as operator_id, sum(over_short) as over_short
      from session where ${within} and accountable is not null group by accountable
    ), involved as (
      select operator_id from ticket union select operator_id from entry union select operator_id from drawer
    )
    select involved.operator_id, operator.name,
      ${sql.join(FIGURES.map((name) => sql`coalesce(${sql.ref(name)}, 0)::int8 as ${sql.ref(name)}`))}
    from involved left join ticket using (operator_id) left join entry using (operator_id)
    left join drawer using (operator_id) left join operator using (operator_id)
    order by involved.operator_id`.execute(db);
  return { operators: rows.map(operatorOf) };
}

const FIGURES = [
  'receipts',
  'discounts',
  'discount',
  'unreceipted_count',
  'unreceipted',
  'over_short',
  'voids',
  'void_amount',
  'abandoned',
  'abandoned_amount',
  'no_sales',
  'post_voids',
  'post_void_amount',
  'copies',
  'refused',
] as const;

function operatorOf(row: Row): LossPrevention['operators'][number] {
  return {
    operatorId: row.operator_id,
    name: row.name ?? row.operator_id,
    receipts: row.receipts,
    lineVoids: { count: row.voids, amount: row.void_amount },
    abandonedCarts: { count: row.abandoned, amount: row.abandoned_amount },
    noSales: row.no_sales,
    postVoids: { count: row.post_voids, amount: row.post_void_amount },
    copies: row.copies,
    refundsWithoutReceipt: { count: row.unreceipted_count, amount: row.unreceipted },
    discounts: { count: row.discounts, amount: row.discount },
    overridesRefused: row.refused,
    overShort: row.over_short,
  };
}
