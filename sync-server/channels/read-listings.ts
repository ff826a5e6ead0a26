import { type Kysely, sql } from 'kysely';
import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type { ListingHistory, ListingStatus } from '#domain/fulfilment/listing.ts';
import type { SafetyStock } from '#domain/fulfilment/safety-stock.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What is said of variants in a channel, by variant: of all that something is said of where none are named. */
export async function readListings(
  db: Kysely<Tables>,
  channelId: string,
  variantIds?: readonly string[],
): Promise<Map<string, ListingHistory>> {
  const rows = await db
    .selectFrom('channel_listing')
    .select(['variant_id', 'field', 'effective_at', 'status', 'amount'])
    .where('channel_id', '=', channelId)
    .$if(variantIds !== undefined, (query) =>
      query.where('variant_id', '=', sql<string>`any(${[...(variantIds ?? [])]}::text[])`),
    )
    .orderBy('effective_at')
    .execute();
  const listings = new Map<string, ListingHistory>();
  for (const { variant_id, field, effective_at, status, amount } of rows) {
    const known = listings.get(variant_id) ?? { status: [], amount: [] };
    const effectiveAt = effective_at.toISOString();
    const more =
      field === 'status'
        ? { status: [...known.status, { effectiveAt, value: status }] }
        : { amount: [...known.amount, { effectiveAt, value: amount }] };
    listings.set(variant_id, { ...known, ...more });
  }
  return listings;
}

/** Variants with the status that is in force in a channel, where one is said. */
export function statusesInForce(channelId: string, now: Date) {
  return sql<{ variant_id: string; status: ListingStatus | null }>`(
    select distinct on (variant_id) variant_id, status from channel_listing
    where channel_id = ${channelId} and field = 'status' and effective_at <= ${now.toISOString()}::timestamptz
    order by variant_id, effective_at desc)`;
}

/** Those of some variants that a channel does not offer now. */
export async function readUnpublished(
  db: Kysely<Tables>,
  channelId: string,
  variantIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ variant_id: string }>`
    select variant_id from ${statusesInForce(channelId, now)} as listing
    where status = 'unpublished' and variant_id = any(${[...variantIds]}::text[])`.execute(db);
  return new Set(rows.map(({ variant_id }) => variant_id));
}

/** What a channel keeps back of variants. */
export async function readSafetyStock(
  db: Kysely<Tables>,
  { channelId, safetyStock, safetyStockAt = {} }: ChannelPublished,
  variantIds: readonly string[],
): Promise<SafetyStock> {
  const rows = await db
    .selectFrom('channel_safety_stock')
    .select(['variant_id', 'location_id', 'quantity'])
    .where('channel_id', '=', channelId)
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  const ofVariant = new Map<string, Record<string, number>>();
  for (const { variant_id, location_id, quantity } of rows) {
    ofVariant.set(variant_id, { ...ofVariant.get(variant_id), [location_id]: quantity });
  }
  return { everywhere: safetyStock, atLocation: safetyStockAt, ofVariant };
}
