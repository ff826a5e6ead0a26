import { type Kysely, sql } from 'kysely';
import { type ChannelPosition, sellableAt } from '#domain/fulfilment/channel-stock.ts';
import { safetyStockAt } from '#domain/fulfilment/safety-stock.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Channel } from './read-channel.ts';
import { readSafetyStock, readUnpublished } from './read-listings.ts';

/** A variant at one location of a channel, and what of it the channel may sell. */
export interface SellablePosition {
  variantId: string;
  locationId: string;
  position: ChannelPosition;
  sellable: number;
}

const PPM = 1_000_000;
const SALE_DAYS = 28;
/** A register that was heard of this lately has told what it sold. */
const SILENT_AFTER_MINUTES = 5;

/**
 * What a channel may sell of variants at each of its locations; of all that it has stock of, in order of their ids, after `after`,
 * where none are named. A variant without stock at a location stands there with nothing; of one that the channel does not offer
 * nothing may be sold.
 */
export async function readSellable(
  db: Kysely<Tables>,
  { published }: Channel,
  now: Date,
  which: { variantIds: readonly string[] } | { after: string; limit: number },
): Promise<SellablePosition[]> {
  const { locationIds } = published;
  const variantIds = 'variantIds' in which ? which.variantIds : await stockedAfter(db, locationIds, which);
  if (variantIds.length === 0) return [];
  const rows = await sql<{
    location_id: string;
    variant_id: string;
    on_hand: number;
    committed: number;
    staged: number;
  }>`
    select location_id, variant_id, on_hand, committed, staged from stock
    where variant_id = any(${[...variantIds]}::text[]) and location_id = any(${locationIds}::text[])`.execute(db);
  const safety = await readSafetyStock(db, published, variantIds);
  const unpublished = await readUnpublished(db, published.channelId, variantIds, now);
  const silent = await silentMinutes(db, locationIds, now);
  const sold = await soldPerDay(db, [...silent.keys()], variantIds, now);
  const stock = new Map(rows.rows.map((row) => [`${row.location_id}\n${row.variant_id}`, row]));
  return variantIds.flatMap((variantId) =>
    locationIds.map((locationId): SellablePosition => {
      const key = `${locationId}\n${variantId}`;
      const row = stock.get(key);
      const position = {
        onHand: row?.on_hand ?? 0,
        committed: row?.committed ?? 0,
        staged: row?.staged ?? 0,
        safetyStock: safetyStockAt(safety, variantId, locationId),
        soldPerDayPpm: sold.get(key) ?? 0,
        silentMinutes: silent.get(locationId) ?? [],
      };
      return { variantId, locationId, position, sellable: unpublished.has(variantId) ? 0 : sellableAt(position) };
    }),
  );
}

async function stockedAfter(
  db: Kysely<Tables>,
  locationIds: readonly string[],
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ variant_id: string }>`
    select distinct variant_id from stock
    where location_id = any(${[...locationIds]}::text[]) and variant_id > ${after}
    order by variant_id limit ${limit}`.execute(db);
  return rows.map(({ variant_id }) => variant_id);
}

/** Minutes for which registers of a location were not heard of, for locations that have such. A register's last journal counts. */
async function silentMinutes(
  db: Kysely<Tables>,
  locationIds: readonly string[],
  now: Date,
): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ location_id: string; seen_at: Date }>`
    select store.location_id, max(seen_at) as seen_at from register_contact
    join journal on journal.journal_id = register_contact.journal_id
    join store on store.store_id = journal.store_id
    left join device on device.journal_id = journal.journal_id
    where store.location_id = any(${[...locationIds]}::text[]) and revoked_at is null and device.journal_id is null
    group by store.location_id, journal.register_id`.execute(db);
  const silent = new Map<string, number[]>();
  for (const { location_id, seen_at } of rows) {
    const minutes = Math.floor((now.getTime() - seen_at.getTime()) / 60_000);
    const heard = minutes < SILENT_AFTER_MINUTES ? 0 : minutes;
    silent.set(location_id, [...(silent.get(location_id) ?? []), heard]);
  }
  return new Map([...silent].filter(([, minutes]) => minutes.some((one) => one > 0)));
}

async function soldPerDay(
  db: Kysely<Tables>,
  locationIds: readonly string[],
  variantIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  if (locationIds.length === 0) return new Map();
  const from = new Date(now.getTime() - SALE_DAYS * 86_400_000).toISOString();
  const { rows } = await sql<{ location_id: string; variant_id: string; sold: number }>`
    select location_id, variant_id, (-sum(quantity))::int8 as sold from movement
    where kind = 'sale' and at >= ${from}::timestamptz and location_id = any(${[...locationIds]}::text[])
      and variant_id = any(${[...variantIds]}::text[])
    group by location_id, variant_id`.execute(db);
  return new Map(
    rows.map(({ location_id, variant_id, sold }) => [
      `${location_id}\n${variant_id}`,
      Math.max(0, Math.round((sold * PPM) / SALE_DAYS)),
    ]),
  );
}
