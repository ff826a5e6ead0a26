import type { Kysely } from 'kysely';
import type { VariantStockAnswer } from '#contracts/http/stock.ts';
import { KEPT_KINDS, STAGING_PLACE } from '#domain/stock/places.ts';
import { remainingLots } from '#domain/stock/remaining-lots.ts';
import { readPlaces } from '#sync-server/db/read-places.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Lots of a variant at a location, what expires first on top; what sales took without naming a lot is taken off in that order. */
export async function readLots(
  db: Kysely<Tables>,
  variantId: string,
  locationId: string,
): Promise<VariantStockAnswer['lots']> {
  const rows = await db
    .selectFrom('stock_lot')
    .selectAll()
    .where('location_id', '=', locationId)
    .where('variant_id', '=', variantId)
    .execute();
  const shelf = await db
    .selectFrom('stock')
    .select('on_hand')
    .where('location_id', '=', locationId)
    .where('variant_id', '=', variantId)
    .executeTakeFirst();
  const named = rows.map(({ place_id, batch, expiry, received_on: receivedOn, quantity }) => {
    return { placeId: place_id || null, batch: batch || null, expiry, receivedOn, quantity };
  });
  const kept = (await readPlaces(db, locationId)).flatMap(({ placeId, kind }) =>
    KEPT_KINDS.has(kind) ? [placeId] : [],
  );
  const lots = remainingLots(named, shelf?.on_hand ?? 0, new Set([STAGING_PLACE, ...kept]));
  return lots.map(({ placeId, batch, expiry, quantity }) => ({ placeId, batch, expiry, quantity }));
}
