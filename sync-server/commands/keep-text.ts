import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { putText } from '#sync-server/db/vault.ts';
import { storeFeed } from '#sync-server/ingest/effects.ts';

/** Keeps a text in the vault. Parked carts that were waiting for it as their note are sent again. */
export async function keepText(context: ServerContext, subjectId: string, text: string): Promise<void> {
  const { store, onMoved } = context.ingest;
  const moved = await store.transaction(async (tx) => {
    if (!(await putText(tx.db, subjectId, text, context.random))) return new Map<string, number>();
    const waiting = await tx.db
      .selectFrom('parked_cart')
      .select(['park_id', 'store_id'])
      .where('claimed_by', 'is', null)
      .where(sql<boolean>`strpos(cart::text, ${subjectId}) > 0`)
      .execute();
    if (waiting.length === 0) return new Map<string, number>();
    return tx.touch(
      waiting.map(({ park_id, store_id }) => {
        return { feed: storeFeed(store_id), kind: 'parked-cart' as const, key: park_id, deleted: false };
      }),
    );
  });
  onMoved(moved);
}
