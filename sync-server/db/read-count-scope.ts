import { type Kysely, sql } from 'kysely';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { Variant } from '#domain/catalog/variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Nothing of these lies on a shelf. */
const STOCKED = sql<boolean>`not coalesce((variant.rules ->> 'service')::boolean, false) and variant.rules -> 'parts' is null`;

/**
 * What a plan that names no variants asks for: all that the ledger has at the location, of its categories, or what lies at its
 * places: as it is said, and as it was found when they were counted before.
 */
export async function readScope(
  db: Kysely<Tables>,
  { kind, locationId, categoryIds = [], placeIds, countId }: CountPlanned,
): Promise<string[]> {
  if (kind === 'place') return foundBefore(db, { locationId, placeIds, countId });
  const { rows } = await sql<{ variant_id: string }>`
    select stock.variant_id from stock join variant on variant.variant_id = stock.variant_id
    where stock.location_id = ${locationId} and stock.on_hand <> 0 and ${STOCKED}
      and (${kind !== 'category'} or category_id = any(${[...categoryIds]}::text[]))`.execute(db);
  return rows.map(({ variant_id }) => variant_id);
}

async function foundBefore(
  db: Kysely<Tables>,
  { locationId, placeIds, countId }: Pick<CountPlanned, 'locationId' | 'placeIds' | 'countId'>,
): Promise<string[]> {
  const { rows } = await sql<{ variant_id: string }>`
    with latest as (
      select distinct on (variant_id, place_id) variant_id, place_id, quantity
      from count_said as said join count_figure as figure using (journal_id, seq)
      where said.location_id = ${locationId} and said.place_id = any(${[...placeIds]}::text[])
        and said.count_id <> ${countId}::uuid
      order by variant_id, place_id, said.at desc, journal_id, seq)
    select distinct variant_id from latest where quantity > 0
    union
    select home.variant_id from home_place as home join variant on variant.variant_id = home.variant_id
      where home.location_id = ${locationId} and home.place_id = any(${[...placeIds]}::text[])
        and not variant.archived and ${STOCKED}`.execute(db);
  return rows.map(({ variant_id }) => variant_id);
}

export type CountedVariant = Pick<Variant, 'variantId' | 'sku' | 'name' | 'names' | 'unit'> & { price: number | null };

/** What is shown of variants, with their selling price in the store of a location. */
export async function readCountedVariants(
  db: Kysely<Tables>,
  locationId: string,
  variantIds: readonly string[],
): Promise<Map<string, CountedVariant>> {
  const { rows } = await sql<{
    variant_id: string;
    sku: string;
    name: string;
    names: Record<string, string> | null;
    unit: Variant['unit'];
    amount: number | null;
  }>`
    select variant.variant_id, sku, name, names, unit, price.amount from variant
      left join store on store.location_id = ${locationId}
      left join price on price.variant_id = variant.variant_id and price.store_id = store.store_id
    where variant.variant_id = any(${[...variantIds]}::text[])`.execute(db);
  return new Map(
    rows.map(({ variant_id, sku, name, names, unit, amount }) => {
      const words = names ? { names } : {};
      return [variant_id, { variantId: variant_id, sku, name, ...words, unit, price: amount }];
    }),
  );
}
