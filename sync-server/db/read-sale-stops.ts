import { type Kysely, sql } from 'kysely';
import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { SaleStopView } from '#sync-server/views/render.ts';

/** Stops that hold, as tills have them. */
export async function readSaleStopViews(db: Kysely<Tables>, stopIds: readonly string[]): Promise<SaleStopView[]> {
  const rows = await db
    .selectFrom('sale_stop')
    .select('stop')
    .where('stop_id', '=', sql<string>`any(${[...stopIds]}::uuid[])`)
    .where('status', '=', 'active')
    .execute();
  return rows.map(({ stop: { status: _, stoppedBy: __, lifted: ___, ...view } }) => view);
}

/** Every stop there was of some products, by product. */
export async function saleStopsOf(
  db: Kysely<Tables>,
  variantIds: ReadonlySet<string>,
): Promise<Map<string, SaleStopPublished[]>> {
  const stops = new Map<string, SaleStopPublished[]>();
  if (variantIds.size === 0) return stops;
  const rows = await db
    .selectFrom('sale_stop')
    .select(['variant_id', 'stop'])
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .orderBy('stopped_at')
    .execute();
  for (const { variant_id, stop } of rows) stops.set(variant_id, [...(stops.get(variant_id) ?? []), stop]);
  return stops;
}
