import {
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb/plugins/core';

/**
 * Reads a collection from its storage itself, past RxDB's query and document caches: a cached query whose read is in flight
 * can miss a write. Deleted documents are among the answers unless the query leaves them out.
 */
export async function readStored<T>(collection: RxCollection<T>, query: MangoQuery<T>): Promise<RxDocumentData<T>[]> {
  const { storageInstance } = collection;
  const prepared = prepareQuery<T>(storageInstance.schema, normalizeMangoQuery<T>(storageInstance.schema, query));
  return (await storageInstance.query(prepared)).documents;
}

/** How many documents a query that an index answers has, from the storage itself. */
export async function countStored<T>(collection: RxCollection<T>, query: MangoQuery<T>): Promise<number> {
  const { storageInstance } = collection;
  const prepared = prepareQuery<T>(storageInstance.schema, normalizeMangoQuery<T>(storageInstance.schema, query));
  return (await storageInstance.count(prepared)).count;
}
