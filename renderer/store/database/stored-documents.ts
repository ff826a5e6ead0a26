import {
  type MangoQuery,
  normalizeMangoQuery,
  prepareQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb/plugins/core';

/** Which of a collection's documents: `index` names the fields of the schema's index to read along. */
export interface StoredQuery<T> {
  selector: MangoQuery<T>['selector'];
  index?: readonly (keyof T & string)[];
}

/**
 * Reads a collection from its storage itself, past RxDB's query and document caches: a cached query whose read is in flight
 * can miss a write.
 */
export async function readStored<T>(
  { storageInstance }: RxCollection<T>,
  { selector, index }: StoredQuery<T>,
): Promise<RxDocumentData<T>[]> {
  const live = { ...selector, _deleted: { $eq: false } } as MangoQuery<RxDocumentData<T>>['selector'];
  const query: MangoQuery<T> = { selector: live as MangoQuery<T>['selector'] };
  if (index) query.index = ['_deleted', ...index];
  const { schema } = storageInstance;
  return (await storageInstance.query(prepareQuery<T>(schema, normalizeMangoQuery<T>(schema, query)))).documents;
}

/** Reads all there is, tombstones too. */
export async function readAllStored<T>({ storageInstance }: RxCollection<T>): Promise<RxDocumentData<T>[]> {
  const { schema } = storageInstance;
  return (await storageInstance.query(prepareQuery<T>(schema, normalizeMangoQuery<T>(schema, { selector: {} }))))
    .documents;
}
