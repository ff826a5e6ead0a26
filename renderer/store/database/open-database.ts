import { createRxDatabase, type RxDatabase } from 'rxdb/plugins/core';
import type { RxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { hashOf } from './hash-of.ts';
import { silenceAdvert } from './silence-advert.ts';

/** Opens a database that no other window writes; makes it where there is none. */
export async function openDatabase<Collections>(
  name: string,
  storage: RxStorageDexie,
): Promise<RxDatabase<Collections>> {
  silenceAdvert();
  return createRxDatabase<Collections>({
    name,
    storage,
    multiInstance: false,
    eventReduce: false,
    closeDuplicates: true,
    hashFunction: hashOf,
  });
}
