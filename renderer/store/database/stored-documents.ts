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
  limit?: number;
  /** Tombstones instead of what there is. */
  deleted?: boolean;
}

/**
 * Reads a collection from its storage itself, past RxDB's query and document caches: a cached query whose read is in flight
 * can miss a write.
 */
export async function readStored<T>(
  { storageInstance }: RxCollection<T>,
  { selector, index, limit, deleted = false }: StoredQuery<T>,
): Promise<RxDocumentData<T>[]> {
  const query: MangoQuery<T> = { selector: { ...selector, _deleted: { $eq: deleted } } as MangoQuery<T>['selector'] };
  if (index) query.index = ['_deleted', ...index];
  if (limit !== undefined) query.limit = limit;
  const { schema } = storageInstance;
  return (await storageInstance.query(prepareQuery<T>(schema, normalizeMangoQuery<T>(schema, query)))).documents;
}
