import { type Kysely, sql } from 'kysely';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { ListingEffect, SafetyStockEffect } from '#sync-server/ingest/fulfilment-effects.ts';

/** Each field of a listing by itself, from its instant on; what is withdrawn never began. */
export async function writeListings(db: Kysely<Tables>, effects: readonly ListingEffect[]): Promise<void> {
  for (const { listing, at, by } of effects) {
    const { channelId, effectiveAt = at, listings } = listing;
    for (const field of ['status', 'amount'] as const) {
      const withdrawn = listings.filter((one) => one.withdrawn?.includes(field)).map(({ variantId }) => variantId);
      if (withdrawn.length > 0) {
        await sql`delete from channel_listing where channel_id = ${channelId} and field = ${field}
          and effective_at = ${effectiveAt}::timestamptz and variant_id = any(${withdrawn}::text[])`.execute(db);
      }
      const said = listings.filter((one) => one[field] !== undefined);
      const rows = said.map(({ variantId, status = null, amount = null }) => ({
        ...{ channel_id: channelId, variant_id: variantId, field, effective_at: effectiveAt },
        ...(field === 'status' ? { status, amount: null } : { status: null, amount }),
        ...{ changed_at: at, changed_by: by },
      }));
      const again = sql`(channel_id, variant_id, field, effective_at) do update set status = excluded.status,
        amount = excluded.amount, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
      await insertRows(db, 'channel_listing', COLUMNS, rows, again);
    }
  }
}

/** Null takes back what was said. */
export async function writeSafetyStock(db: Kysely<Tables>, effects: readonly SafetyStockEffect[]): Promise<void> {
  for (const { channelId, entries } of effects.map(({ safetyStock }) => safetyStock)) {
    for (const { variantId, locationId, quantity } of entries) {
      const key = { channel_id: channelId, variant_id: variantId, location_id: locationId ?? '' };
      if (quantity === null) {
        await sql`delete from channel_safety_stock where channel_id = ${channelId} and variant_id = ${variantId}
          and location_id = ${key.location_id}`.execute(db);
      } else {
        await db
          .insertInto('channel_safety_stock')
          .values({ ...key, quantity })
          .onConflict((one) => one.columns(['channel_id', 'variant_id', 'location_id']).doUpdateSet({ quantity }))
          .execute();
      }
    }
  }
}

const COLUMNS = {
  ...({ channel_id: 'text', variant_id: 'text', field: 'text', effective_at: 'timestamptz', status: 'text' } as const),
  ...({ amount: 'int8', changed_at: 'timestamptz', changed_by: 'text' } as const),
};
