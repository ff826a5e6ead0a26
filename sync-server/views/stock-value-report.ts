import { type Kysely, sql } from 'kysely';
import { STOCK_ROWS_MAX, type StockValueQuery, type StockValueReport } from '#contracts/http/stock-report.ts';
import { isCalendarDate } from '#domain/calendar/dates.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { groupStock, namedRow } from '#sync-server/views/stock-groups.ts';

type Answer = { ok: true; report: StockValueReport } | { ok: false; code: 'body-invalid' | 'not-found' };

const FIGURES = ['quantity', 'value', 'variants', 'unvalued', 'negative'] as const;

/** What stock is worth at cost, now or at the end of a business date: what it is now, less what moved since. */
export async function readStockValue(
  db: Kysely<Tables>,
  asker: ReportAsker,
  { by, store, category, at }: StockValueQuery,
): Promise<Answer> {
  if (at !== undefined && !isCalendarDate(at)) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const locations = stores.chosen.map(({ locationId }) => locationId);
  const later =
    at === undefined
      ? sql``
      : sql`union all
      select variant_id, location_id, -quantity, -(cost - correction) from movement
      where location_id = any(${locations}::text[]) and business_date > ${at}::date`;
  const figures = sql`
    select variant_id, sum(quantity) as quantity, sum(value) as value, 1 as variants,
      max(case when quantity > 0 and value = 0 then 1 else 0 end) as unvalued,
      max(case when quantity < 0 then 1 else 0 end) as negative
    from (
      select variant_id, sum(quantity) as quantity, sum(value) as value from (
        select variant_id, location_id, on_hand as quantity, value from stock where location_id = any(${locations}::text[])
        ${later}) as moved
      group by variant_id, location_id having sum(quantity) <> 0 or sum(value) <> 0) as shelf
    group by variant_id`;
  const rows = (await groupStock(db, figures, FIGURES, { by, category })).sort(
    (a, b) => b.value - a.value || (a.key < b.key ? -1 : 1),
  );
  const sum = (name: (typeof FIGURES)[number]) => rows.reduce((total, row) => total + row[name], 0);
  return {
    ok: true,
    report: {
      by,
      ...storesHead(stores),
      at: at ?? null,
      value: sum('value'),
      unvalued: sum('unvalued'),
      negative: sum('negative'),
      rows: rows.slice(0, STOCK_ROWS_MAX).map((row) => ({
        ...namedRow(row),
        ...(by === 'product' ? { quantity: row.quantity } : {}),
        value: row.value,
        variants: row.variants,
      })),
      more: Math.max(0, rows.length - STOCK_ROWS_MAX),
    },
  };
}
