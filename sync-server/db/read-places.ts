import { type Kysely, type Selectable, sql } from 'kysely';
import type { Place } from '#contracts/facts/place-facts.ts';
import type { PlaceList, PlaceProducts } from '#contracts/http/places.ts';
import { FLOOR } from '#domain/stock/places.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const PRODUCTS_MAX = 1000;

export function readPlace(row: Pick<Selectable<Tables['place']>, 'place_id' | 'name' | 'kind' | 'archived'>): Place {
  const { place_id: placeId, name, kind, archived } = row;
  return { placeId, name, kind, ...(archived ? { archived } : {}) };
}

/** A location's places by name, archived ones too. */
export async function readPlaces(db: Kysely<Tables>, locationId: string): Promise<Place[]> {
  const rows = await db
    .selectFrom('place')
    .selectAll()
    .where('location_id', '=', locationId)
    .orderBy('name')
    .orderBy('place_id')
    .execute();
  return rows.map(readPlace);
}

/** The same with how many products lie there, and those that counts named and nobody else did. */
export async function readPlaceList(db: Kysely<Tables>, locationId: string): Promise<PlaceList> {
  const { rows } = await sql<Selectable<Tables['place']> & { products: number }>`
    select place.*, (select count(*)::int8 from home_place
        where home_place.location_id = place.location_id and home_place.place_id = place.place_id) as products
      from place where location_id = ${locationId} order by archived, name, place_id`.execute(db);
  const counted = await sql<{ place_id: string }>`
    select distinct place_id from count_said where location_id = ${locationId} and place_id <> ${FLOOR}
      and place_id not in (select place_id from place where location_id = ${locationId}) order by 1`.execute(db);
  return {
    places: rows.map((row) => ({ place: readPlace(row), revision: row.revision, products: row.products })),
    counted: counted.rows.map(({ place_id }) => place_id),
  };
}

/** What lies at a place, by name. */
export async function readPlaceProducts(
  db: Kysely<Tables>,
  locationId: string,
  placeId: string,
): Promise<PlaceProducts> {
  const rows = await db
    .selectFrom('home_place')
    .innerJoin('variant', 'variant.variant_id', 'home_place.variant_id')
    .leftJoin('stock', (join) =>
      join
        .onRef('stock.variant_id', '=', 'home_place.variant_id')
        .onRef('stock.location_id', '=', 'home_place.location_id'),
    )
    .select(['variant.variant_id', 'sku', 'name', 'names', 'unit', 'on_hand'])
    .where('home_place.location_id', '=', locationId)
    .where('place_id', '=', placeId)
    .orderBy('name')
    .orderBy('variant.variant_id')
    .limit(PRODUCTS_MAX)
    .execute();
  return {
    products: rows.map(({ variant_id: variantId, sku, name, names, unit, on_hand: onHand }) => {
      return { variantId, sku, name, ...(names ? { names } : {}), unit, onHand: onHand ?? 0 };
    }),
  };
}

/** Where products lie in a location; those that lie nowhere are left out. */
export async function readHomes(
  db: Kysely<Tables>,
  locationId: string,
  variantIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('home_place')
    .select(['variant_id', 'place_id'])
    .where('location_id', '=', locationId)
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return new Map(rows.map(({ variant_id, place_id }) => [variant_id, place_id]));
}
