import { type Kysely, sql } from 'kysely';
import type { DueAnswer } from '#contracts/http/counts.ts';
import { addDays } from '#domain/calendar/dates.ts';
import type { Variant } from '#domain/catalog/variant.ts';
import { countDue } from '#domain/stock/count-due.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Days whose turnover says how well a product sells. */
const TURNOVER_DAYS = 90;

/** What is due to be counted at a location on a day, the most pressing first. */
export async function readCountDue(
  db: Kysely<Tables>,
  { locationId, today, limit }: { locationId: string; today: string; limit: number },
): Promise<DueAnswer> {
  const { rows } = await sql<{
    variant_id: string;
    sku: string;
    name: string;
    names: Record<string, string> | null;
    unit: Variant['unit'];
    on_hand: number;
    turnover: number | null;
    counted_on: string | null;
  }>`
    with sold as (
      select variant_id, sum(gross)::int8 as turnover
      from customer_order join order_line using (journal_id, seq)
      where store_id in (select store_id from store where location_id = ${locationId})
        and business_date > ${addDays(today, -TURNOVER_DAYS)}::date and business_date <= ${today}::date
      group by variant_id
    ), counted as (
      select variant_id, max(business_date)::text as counted_on from count_approval
      where location_id = ${locationId} group by variant_id
    )
    select stock.variant_id, sku, name, names, unit, on_hand, turnover, counted_on
    from stock join variant on variant.variant_id = stock.variant_id
      left join sold on sold.variant_id = stock.variant_id left join counted on counted.variant_id = stock.variant_id
    where stock.location_id = ${locationId} and not coalesce((rules ->> 'service')::boolean, false)
      and rules -> 'parts' is null`.execute(db);
  const byId = new Map(rows.map((row) => [row.variant_id, row]));
  const due = countDue(
    rows.map(({ variant_id, on_hand, turnover, counted_on }) => {
      return { variantId: variant_id, onHand: on_hand, turnover: turnover ?? 0, lastCountedOn: counted_on };
    }),
    today,
  );
  return {
    total: due.length,
    due: due.slice(0, limit).flatMap(({ variantId, class: abc, why }) => {
      const row = byId.get(variantId);
      if (!row) return [];
      const { sku, name, names, unit, on_hand, counted_on } = row;
      const words = names ? { names } : {};
      return [{ variantId, sku, name, ...words, unit, class: abc, why, onHand: on_hand, lastCountedOn: counted_on }];
    }),
  };
}
