import { type Kysely, sql } from 'kysely';
import {
  STOCK_ROWS_MAX,
  type StockTurnoverQuery,
  type StockTurnoverReport,
  type StockTurns,
} from '#contracts/http/stock-report.ts';
import { daysBetween } from '#domain/calendar/dates.ts';
import { stockTurnover } from '#domain/stock/stock-turnover.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { isPeriod } from '#sync-server/views/sales-report.ts';
import { groupStock, namedRow } from '#sync-server/views/stock-groups.ts';

type Answer = { ok: true; report: StockTurnoverReport } | { ok: false; code: 'body-invalid' | 'not-found' };

/** `value_days` is the sum of the values at the end of each day. */
const FIGURES = ['cost_of_sales', 'value_before', 'value_after', 'value_days'] as const;
type Figures = Record<(typeof FIGURES)[number], number>;

/** How often stock was sold in a period, and how long it lasts, from its movements and what it is worth now. */
export async function readStockTurnover(
  db: Kysely<Tables>,
  asker: ReportAsker,
  { by, from, to, store, category }: StockTurnoverQuery,
): Promise<Answer> {
  if (!isPeriod(from, to)) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const locations = stores.chosen.map(({ locationId }) => locationId);
  const days = daysBetween(from, to) + 1;
  const figures = sql`
    select variant_id, coalesce(moved.cost_of_sales, 0) as cost_of_sales,
      coalesce(here.value, 0) - coalesce(moved.since, 0) as value_before,
      coalesce(here.value, 0) - coalesce(moved.after, 0) as value_after,
      (coalesce(here.value, 0) - coalesce(moved.since, 0)) * ${days}::int8 + coalesce(moved.value_days, 0) as value_days
    from (select variant_id, sum(value) as value from stock where location_id = any(${locations}::text[]) group by 1) as here
    full join (
      select variant_id, sum(cost - correction) as since,
        sum(cost - correction) filter (where business_date > ${to}::date) as after,
        sum((cost - correction) * (${to}::date - business_date + 1)) filter (where business_date <= ${to}::date) as value_days,
        sum(correction - case when kind in ('sale', 'return', 'post-void') then cost else 0 end)
          filter (where business_date <= ${to}::date) as cost_of_sales
      from movement where location_id = any(${locations}::text[]) and business_date >= ${from}::date group by 1) as moved
    using (variant_id)`;
  const rows = (await groupStock(db, figures, FIGURES, { by, category }))
    .filter((row) => FIGURES.some((name) => row[name] !== 0))
    .sort((a, b) => b.cost_of_sales - a.cost_of_sales || b.value_days - a.value_days || (a.key < b.key ? -1 : 1));
  const total: Figures = { cost_of_sales: 0, value_before: 0, value_after: 0, value_days: 0 };
  for (const row of rows) for (const name of FIGURES) total[name] += row[name];
  return {
    ok: true,
    report: {
      by,
      ...storesHead(stores),
      period: { from, to },
      total: turnsOf(total, days),
      rows: rows.slice(0, STOCK_ROWS_MAX).map((row) => ({ ...namedRow(row), ...turnsOf(row, days) })),
      more: Math.max(0, rows.length - STOCK_ROWS_MAX),
    },
  };
}

function turnsOf(figures: Figures, days: number): StockTurns {
  const averageValue = Math.round(figures.value_days / days);
  return {
    costOfSales: figures.cost_of_sales,
    averageValue,
    valueBefore: figures.value_before,
    valueAfter: figures.value_after,
    ...stockTurnover(figures.cost_of_sales, averageValue, days),
  };
}
