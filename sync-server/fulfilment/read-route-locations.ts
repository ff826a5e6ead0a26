import { type Kysely, sql } from 'kysely';
import { countTrust } from '#domain/fulfilment/count-trust.ts';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import type { RouteLocation } from '#domain/fulfilment/route-order.ts';
import { type SafetyStock, safetyStockAt } from '#domain/fulfilment/safety-stock.ts';
import type { Tables } from '#sync-server/db/tables.ts';

interface Asked {
  orderId: string;
  locationIds: readonly string[];
  variantIds: readonly string[];
  safetyStock: SafetyStock;
  now: Date;
}

/**
 * Locations as routing sees them, in the merchant's order: what is available less what is kept back, how much they have to do, how far
 * their figures are to be trusted. One that refused this order is not asked again; of what it looked for and did not find it has none.
 */
export async function readRouteLocations(db: Kysely<Tables>, asked: Asked): Promise<RouteLocation[]> {
  const { locationIds, variantIds, safetyStock } = asked;
  const refused = await refusedBy(db, asked.orderId);
  const missing = await missingAt(db, asked.orderId);
  const shelves = await readShelves(db, asked);
  const loads = await readLoads(db, locationIds);
  return locationIds
    .filter((locationId) => !refused.has(locationId))
    .map((locationId) => {
      const own = shelves.filter((shelf) => shelf.location_id === locationId);
      const available = variantIds.map((variantId): [string, number] => {
        const shelf = own.find((each) => each.variant_id === variantId);
        if (!shelf || missing.has(`${locationId}\n${variantId}`)) return [variantId, 0];
        return [variantId, Math.max(0, shelf.available - safetyStockAt(safetyStock, variantId, locationId))];
      });
      const trust = own.map((shelf): [string, number] => [
        shelf.variant_id,
        countTrust({ daysSinceCount: shelf.days, lastErrorPpm: shelf.error_ppm }),
      ]);
      return {
        ...{ locationId, priority: locationIds.indexOf(locationId), distanceKm: null, capacity: null },
        ...{ load: loads.get(locationId) ?? 0, available: Object.fromEntries(available) },
        trustPpm: Object.fromEntries(trust),
      };
    });
}

async function refusedBy(db: Kysely<Tables>, orderId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('fulfilment')
    .select('location_id')
    .where('order_id', '=', orderId)
    .where('refused', '=', true)
    .execute();
  return new Set(rows.flatMap(({ location_id }) => location_id ?? []));
}

async function missingAt(db: Kysely<Tables>, orderId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('fulfilment')
    .innerJoin('fulfilment_line', 'fulfilment_line.fulfilment_id', 'fulfilment.fulfilment_id')
    .select(['location_id', 'variant_id'])
    .where('order_id', '=', orderId)
    .where('short', '>', 0)
    .execute();
  return new Set(rows.map(({ location_id, variant_id }) => `${location_id}\n${variant_id}`));
}

interface Shelf {
  location_id: string;
  variant_id: string;
  available: number;
  days: number | null;
  error_ppm: number | null;
}

/** A count that found no difference books none: then the last one that did is what is known. */
async function readShelves(db: Kysely<Tables>, { locationIds, variantIds, now }: Asked): Promise<Shelf[]> {
  const { rows } = await sql<Shelf>`
    select stock.location_id, stock.variant_id, on_hand - committed - stock.staged as available,
      floor(extract(epoch from (${now.toISOString()}::timestamptz - counted.at)) / 86400)::int8 as days,
      case when counted.quantity is null then null
        else least(1000000, abs(counted.quantity) * 1000000 / greatest(1, abs(on_hand)))::int8 end as error_ppm
    from stock left join lateral (
      select at, quantity from movement where movement.location_id = stock.location_id
        and movement.variant_id = stock.variant_id and kind = 'count' order by booked desc limit 1) as counted on true
    where stock.location_id = any(${[...locationIds]}::text[]) and stock.variant_id = any(${[...variantIds]}::text[])`.execute(
    db,
  );
  return rows;
}

async function readLoads(db: Kysely<Tables>, locationIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ location_id: string; load: number }>`
    select location_id, count(*)::int8 as load from fulfilment
    where location_id = any(${[...locationIds]}::text[]) and not state = any(${[...ENDED_STATES]}::text[])
    group by location_id`.execute(db);
  return new Map(rows.map(({ location_id, load }) => [location_id, load]));
}
