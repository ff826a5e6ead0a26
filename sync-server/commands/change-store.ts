import type { SettingsFault, StoreAnswer, StoreChange } from '#contracts/http/settings.ts';
import { storeChangeFaults } from '#contracts/settings/store-change-faults.ts';
import { storeFaults } from '#contracts/settings/store-faults.ts';
import { planSettings } from '#sync-server/commands/publish-settings.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { mayChangeStore, readStoreTies } from '#sync-server/db/read-store-ties.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readStoreRow } from '#sync-server/views/store-settings.ts';

/**
 * Changes a store's settings that are still as they were when they were changed, or makes a store. What it is already changes
 * nothing. `actorId` is who asks.
 */
export async function changeStore(
  context: ServerContext,
  { revision, store }: StoreChange,
  actorId: string | null,
): Promise<StoreAnswer> {
  return appendFacts<StoreAnswer>(context, async (tx) => {
    const now = (await readStoreRow(tx.db, store.storeId)) ?? null;
    if ((now?.revision ?? 0) !== revision) return { facts: [], answer: { ok: false, conflict: { now } } };
    const faults = await faultsOf(tx, { revision, store }, actorId);
    if (faults.length > 0) return { facts: [], answer: { ok: false, faults } };
    const planned = await planSettings(tx, { entity: 'store', entityId: store.storeId, after: store });
    // What is left is another store's location.
    if (!planned.ok) {
      return { facts: [], answer: { ok: false, faults: [{ at: 'locationId', code: 'location-fixed' }] } };
    }
    const facts = planned.facts.map((fact) => ({ ...fact, operatorId: actorId }));
    return { facts, answer: { ok: true, revision: revision + facts.length } };
  });
}

async function faultsOf(
  { db }: SqlIngestTransaction,
  { store }: StoreChange,
  actorId: string | null,
): Promise<SettingsFault[]> {
  if (!(await mayChangeStore(db, actorId, store.storeId))) return [{ at: '', code: 'store-not-own' }];
  const before = (await readStoreRow(db, store.storeId))?.store;
  // A store closes and opens by a command of its own, which looks at what stands in the way.
  if ((before?.archived ?? false) !== (store.archived ?? false)) return [{ at: 'archived', code: 'body-invalid' }];
  const changes = before ? storeChangeFaults(before, store, await readStoreTies(db, store.storeId)) : [];
  return [...storeFaults(store), ...changes];
}
