import { type Kysely, sql } from 'kysely';
import { type DayMovement, type DemandSeries, demandSeries, fromFirstKnown } from '#domain/stock/demand-series.ts';
import { outOfStockDays } from '#domain/stock/out-of-stock-days.ts';
import type { NamedLot } from '#domain/stock/remaining-lots.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What a location moved of a variant: from `readDemand`. */
export interface VariantMovements {
  /** Sold, less what came back. */
  sales: DayMovement[];
  /** Signed changes of on hand. */
  changes: DayMovement[];
  lastSoldOn: string | null;
  lastReceivedOn: string | null;
  lots: NamedLot[];
}

/** What a location moved of variants since a day, with its lots; variants that never moved are there, too. */
export async function readDemand(
  db: Kysely<Tables>,
  { locationId, variantIds, from }: { locationId: string; variantIds: readonly string[]; from: string },
): Promise<Map<string, VariantMovements>> {
  const found = new Map<string, VariantMovements>(
    variantIds.map((id) => [id, { sales: [], changes: [], lastSoldOn: null, lastReceivedOn: null, lots: [] }]),
  );
  const wanted = sql`location_id = ${locationId} and variant_id = any(${[...variantIds]}::text[])`;
  const moved = await sql<{ variant_id: string; date: string; sold: boolean; quantity: number }>`
    select variant_id, business_date::text as date, kind in ('sale', 'return', 'post-void', 'handed-over', 'shipped') as sold,
      sum(quantity)::int8 as quantity
    from movement where ${wanted} and business_date >= ${from}::date and quantity <> 0
    group by variant_id, business_date, sold, quantity > 0`.execute(db);
  for (const { variant_id, date, sold, quantity } of moved.rows) {
    const of = found.get(variant_id);
    of?.changes.push({ date, quantity });
    if (sold) of?.sales.push({ date, quantity: -quantity });
  }
  const last = await sql<{ variant_id: string; sold_on: string | null; received_on: string | null }>`
    select variant_id, (max(business_date) filter (where kind in ('sale', 'handed-over', 'shipped')))::text as sold_on,
      (max(business_date) filter (where quantity > 0 and kind in ('opening', 'received', 'accepted')))::text as received_on
    from movement where ${wanted} group by variant_id`.execute(db);
  for (const { variant_id, sold_on: lastSoldOn, received_on: lastReceivedOn } of last.rows) {
    const of = found.get(variant_id);
    if (of) Object.assign(of, { lastSoldOn, lastReceivedOn });
  }
  const lots = await db
    .selectFrom('stock_lot')
    .selectAll()
    .where('location_id', '=', locationId)
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  for (const { variant_id, place_id, batch, expiry, received_on: receivedOn, quantity } of lots) {
    found.get(variant_id)?.lots.push({ placeId: place_id || null, batch: batch || null, expiry, receivedOn, quantity });
  }
  return found;
}

/** Demand from a day to another, of what moved since the first one, from the first day that is known. */
export function seriesOf(
  { sales, changes }: VariantMovements,
  { from, to, closed, onHand }: { from: string; to: string; closed: ReadonlySet<string>; onHand: number },
): DemandSeries {
  const opening = onHand - changes.reduce((sum, { quantity }) => sum + quantity, 0);
  const outOfStock = outOfStockDays({ from, to, opening }, changes);
  return fromFirstKnown(demandSeries({ from, to, sales, closed, outOfStock }));
}

/** The business dates of a period on which stores of a location sold anything. */
export async function readSoldDays(
  db: Kysely<Tables>,
  { locationId, from, to }: { locationId: string; from: string; to: string },
): Promise<Set<string>> {
  const { rows } = await sql<{ date: string }>`
    select day::date::text as date from generate_series(${from}::date, ${to}::date, interval '1 day') as day
    where exists (select from customer_order where business_date = day::date
      and store_id in (select store_id from store where location_id = ${locationId}))`.execute(db);
  return new Set(rows.map(({ date }) => date));
}
