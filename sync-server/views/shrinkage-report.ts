import { type Kysely, sql } from 'kysely';
import type { ShrinkageReport } from '#contracts/http/counts.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/**
 * What counts of a location booked in a period, by reason, at the selling prices that held when they were approved. `counted` are the
 * products that were approved, those without a difference too.
 */
export async function readShrinkage(
  db: Kysely<Tables>,
  { locationId, from, to }: { locationId: string; from: string; to: string },
): Promise<ShrinkageReport> {
  const { rows } = await sql<{
    reason: string;
    products: number;
    missing: number;
    found: number;
    worth: number;
  }>`
    select part ->> 'reason' as reason, count(*)::int8 as products,
      -sum(least((part ->> 'quantity')::int8, 0))::int8 as missing,
      sum(greatest((part ->> 'quantity')::int8, 0))::int8 as found,
      coalesce(sum(round((part ->> 'quantity')::numeric * held.amount / (case unit when 'each' then 1 else 1000 end))), 0)::int8
        as worth
    from count_approval as approval cross join lateral jsonb_array_elements(shrinkage) as part
      join variant on variant.variant_id = approval.variant_id
      left join store on store.location_id = approval.location_id
      left join lateral (
        select amount from price_history as price
        where price.store_id = store.store_id and price.variant_id = approval.variant_id and withdrawn_at is null
          and coalesce(effective_at, published_at) <= approval.at
        order by coalesce(effective_at, published_at) desc, version desc limit 1) as held on true
    where approval.location_id = ${locationId} and business_date between ${from}::date and ${to}::date
    group by reason order by abs(coalesce(sum((part ->> 'quantity')::numeric * held.amount), 0)) desc, reason`.execute(
    db,
  );
  const { counted } = await db
    .selectFrom('count_approval')
    .select((select) => select.fn.countAll<number>().as('counted'))
    .where('location_id', '=', locationId)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .executeTakeFirstOrThrow();
  return { rows, counted, worth: rows.reduce((sum, { worth }) => sum + worth, 0) };
}
