import type { Kysely } from 'kysely';
import type { ElsewhereAnswer } from '#contracts/http/stock.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What stores have of a variant and can still promise, by their ids; one that never had any is not named. */
export async function readElsewhere(db: Kysely<Tables>, variantId: string): Promise<ElsewhereAnswer['stores']> {
  const rows = await db
    .selectFrom('store')
    .innerJoin('stock', 'stock.location_id', 'store.location_id')
    .select(['store.store_id', 'on_hand', 'committed', 'staged'])
    .where('variant_id', '=', variantId)
    .orderBy('store.store_id')
    .execute();
  return rows.map(({ store_id: storeId, on_hand, committed, staged }) => {
    return { storeId, available: on_hand - committed - staged };
  });
}
