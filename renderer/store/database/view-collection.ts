import type { RxCollection, RxCollectionCreator, RxDocumentData } from 'rxdb/plugins/core';
import type { ViewDocument } from '#contracts/views/documents.ts';

/** A view document as RxDB's schema knows it; `_deleted` is RxDB's own. */
export type StoredView = Omit<ViewDocument, '_deleted'>;
export type ViewCollection = RxCollection<StoredView>;

export const VIEW_COLLECTION: RxCollectionCreator<StoredView> = {
  schema: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 100 },
      kind: { type: 'string', maxLength: 40 },
      position: { type: 'number' },
      data: { type: 'string' },
    },
    required: ['id', 'kind', 'position', 'data'],
  },
};

export function asViewDocument(stored: RxDocumentData<StoredView>): ViewDocument {
  const { id, kind, position, data, _deleted } = stored;
  return { id, kind, position, data, _deleted };
}
