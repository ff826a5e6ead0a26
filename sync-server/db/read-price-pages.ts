import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { PageRow } from '#sync-server/views/feed-store.ts';

/** Days before a price came into force whose lowest stands beside it (Directive 98/6/EC, article 6a, paragraph 2). */
const LOW_DAYS = 30;

/** `FeedSnapshot.prices`: each price holds from its instant until the next one's, whenever they were published. */
export async function readPricePages(
  db: Kysely<Tables>,
  storeId: string,
  pages: readonly number[],
  at: string,
): Promise<PageRow[]> {
  const { rows } = await sql<{
    variant_id: string;
    version: number;
    amount: number;
    since: Date;
    low: number | null;
  }>`
    with dated as (
      select variant_id, version, amount, coalesce(effective_at, published_at) as since
      from price_history join variant using (variant_id)
      where store_id = ${storeId} and page = any(${[...pages]}::int4[]) and withdrawn_at is null
    ), held as (
      select *, lead(since) over (partition by variant_id order by since, version) as until from dated
    )
    select price.variant_id, price.version, price.amount, price.since, min(past.amount) as low
    from held as price left join held as past on past.variant_id = price.variant_id
      and (past.since, past.version) < (price.since, price.version) and past.amount < price.amount
      and past.until > greatest(price.since, ${at}::timestamptz) - ${LOW_DAYS} * interval '1 day'
    where price.until is null or price.until > ${at}::timestamptz
    group by price.variant_id, price.version, price.amount, price.since
    order by price.variant_id, price.since, price.version`.execute(db);
  const now = Date.parse(at);
  return rows.map(({ variant_id, amount, version, since, low }) => {
    const effectiveAt = since.getTime() > now ? since.toISOString() : null;
    return { variantId: variant_id, amount, version, effectiveAt, low };
  });
}
