import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import { insertRows, lastOf } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const COLUMNS = {
  stop_id: 'uuid',
  variant_id: 'text',
  status: 'text',
  stopped_at: 'timestamptz',
  stop: 'jsonb',
} as const;

/** Writes stops as they are from now on. */
export async function writeSaleStops(db: Kysely<Tables>, stops: readonly SaleStopPublished[]): Promise<void> {
  const rows = lastOf(stops, ({ stopId }) => stopId).map((stop) => ({
    stop_id: stop.stopId,
    variant_id: stop.variantId,
    status: stop.status,
    stopped_at: stop.stoppedAt,
    stop: JSON.stringify(stop),
  }));
  await insertRows(
    db,
    'sale_stop',
    COLUMNS,
    rows,
    sql`(stop_id) do update set status = excluded.status, stop = excluded.stop`,
  );
}
