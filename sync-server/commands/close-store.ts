import type { StoreStatusAnswer, StoreStatusChange } from '#contracts/http/fleet.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { announceFleet } from '#sync-server/fleet/announce-fleet.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';
import { fleetStore } from '#sync-server/fleet/read-fleet.ts';
import { readObstacles } from '#sync-server/fleet/read-obstacles.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/** Who asks, and from where. */
export interface StoreActor {
  operatorId: string | null;
  register: { registerId: string; storeId: string };
}

/**
 * Closes a store, or opens it again. Closing is refused while something stands in the way (`readObstacles`); with the store its
 * registers go out of service and its codes are withdrawn. One that is opened again needs its registers enrolled anew.
 */
export async function changeStoreStatus(
  context: ServerContext,
  storeId: string,
  { revision, archived }: StoreStatusChange,
  { operatorId, register }: StoreActor,
): Promise<StoreStatusAnswer> {
  const answer = await appendFacts<StoreStatusAnswer>(context, async (tx) => {
    const row = await tx.db.selectFrom('store').selectAll().where('store_id', '=', storeId).executeTakeFirst();
    const own = await operatorStores(tx.db, operatorId);
    if (!row || !own.includes(storeId)) return { facts: [], answer: { ok: false, faults: ['store-not-own'] } };
    const now = fleetStore(row.settings, row.revision);
    if (row.revision !== revision) return { facts: [], answer: { ok: false, conflict: { now } } };
    if (now.archived === archived) return { facts: [], answer: { ok: true, revision } };
    const { archived: _, ...open } = row.settings;
    const after = archived ? { ...open, archived } : open;
    const published: ServerDraft = {
      kind: 'settings.published',
      payload: { entity: 'store', entityId: storeId, after },
      operatorId,
    };
    if (!archived) return { facts: [published], answer: { ok: true, revision: revision + 1 } };
    const obstacles = await readObstacles(tx.db, { storeId, locationId: row.location_id }, register);
    if (obstacles.length > 0) return { facts: [], answer: { ok: false, obstacles } };
    await tx.db.deleteFrom('register_code').where('store_id', '=', storeId).where('used_by', 'is', null).execute();
    const revocations = await revokeAll(tx, storeId, operatorId);
    return { facts: [...revocations, published], answer: { ok: true, revision: revision + 1 } };
  });
  if (answer.ok) announceFleet(context);
  return answer;
}

async function revokeAll(
  { db }: SqlIngestTransaction,
  storeId: string,
  operatorId: string | null,
): Promise<ServerDraft[]> {
  const journals = await db
    .selectFrom('journal')
    .select(['register_id', 'journal_id'])
    .where('store_id', '=', storeId)
    .where('revoked_at', 'is', null)
    .orderBy('register_id')
    .execute();
  const registerIds = [...new Set(journals.map(({ register_id }) => register_id))];
  return registerIds.map((registerId) => {
    const own = journals.filter(({ register_id }) => register_id === registerId);
    const payload = { registerId, storeId, journalIds: own.map(({ journal_id }) => journal_id) };
    return { kind: 'register.revoked', payload, operatorId };
  });
}
