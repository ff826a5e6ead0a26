import { type Kysely, sql } from 'kysely';
import type { PriceChanges } from '#contracts/http/catalogue.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** As many labels as one run takes. */
const CHANGES_MAX = 2000;

/**
 * Products whose price in a store is another at the end of a time than at its beginning, the latest first; `to` may be ahead, and
 * what was taken back does not count. Archived products need no label.
 */
export async function readPriceChanges(
  db: Kysely<Tables>,
  storeId: string,
  { from, to }: { from: string; to: string },
): Promise<PriceChanges> {
  const { rows } = await sql<{ variant_id: string; was: number | null; amount: number; at: Date }>`
    with begun as (
      select history.variant_id, history.amount, version, coalesce(effective_at, published_at) as at
      from price_history as history join variant on variant.variant_id = history.variant_id and not archived
      where store_id = ${storeId} and withdrawn_at is null and coalesce(effective_at, published_at) < ${to}::timestamptz),
    latest as (
      select distinct on (variant_id) * from begun order by variant_id, at desc, version desc),
    before as (
      select distinct on (variant_id) * from begun where at < ${from}::timestamptz
      order by variant_id, at desc, version desc)
    select latest.variant_id, before.amount as was, latest.amount, latest.at
    from latest left join before using (variant_id)
    where latest.at >= ${from}::timestamptz and latest.amount is distinct from before.amount
    order by latest.at desc, latest.variant_id limit ${CHANGES_MAX}`.execute(db);
  return {
    changes: rows.map(({ variant_id, was, amount, at }) => ({
      variantId: variant_id,
      was,
      amount,
      at: at.toISOString(),
    })),
  };
}
