import type { RxDatabase } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { removeDatabases } from '#renderer/store/database/databases-on-disk.ts';
import { openDatabase } from '#renderer/store/database/open-database.ts';
import { isStorageFull, StoreError } from '#renderer/store/store-error.ts';
import {
  CART_COLLECTION,
  FACT_COLLECTION,
  KEPT_COLLECTION,
  type LocalCollections,
  PARKED_COLLECTION,
} from './local-collections.ts';

/** Version of what is stored here. Facts come from the journal again when it changes. */
const LOCAL_VERSION = 2;
const PREFIX = 'omnitill-local-';

export type LocalDatabase = RxDatabase<LocalCollections>;

function nameOf(journalId: string): string {
  return `${PREFIX}v${LOCAL_VERSION}-${journalId}`;
}

/**
 * Opens the window's own database of a journal: carts and the projection of facts, every write waiting for the disk. One that
 * can't be opened is given up and begun anew: the journal is the host's, what is lost is at most the cart on the screen.
 */
export async function openLocalDatabase(journalId: string): Promise<LocalDatabase> {
  try {
    return await open(nameOf(journalId));
  } catch (error) {
    if (isStorageFull(error)) throw new StoreError('storage-full', error);
    console.error('the local database cannot be opened and is begun anew', error);
  }
  try {
    await removeDatabases(nameOf(journalId), new Set());
    return await open(nameOf(journalId));
  } catch (error) {
    throw new StoreError(isStorageFull(error) ? 'storage-full' : 'storage-unusable', error);
  }
}

/** Removes the databases of other journals: their facts are in the host's journal, sent or not. */
export async function removeOtherLocalDatabases(journalId: string): Promise<void> {
  await removeDatabases(PREFIX, new Set([nameOf(journalId)]));
}

async function open(name: string): Promise<LocalDatabase> {
  const database = await openDatabase<LocalCollections>(
    name,
    getRxStorageDexie({ chromeTransactionDurability: 'strict' }),
  );
  try {
    await database.addCollections({
      carts: CART_COLLECTION,
      parked: PARKED_COLLECTION,
      facts: FACT_COLLECTION,
      kept: KEPT_COLLECTION,
    });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
