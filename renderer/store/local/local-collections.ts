import type { RxCollection, RxCollectionCreator } from 'rxdb/plugins/core';

/** An operator's live cart. */
export interface StoredCart {
  /** The operator's; of a cart of training with `training/` before it. */
  id: string;
  /** The cart's id; empty when it was dropped. */
  cartId: string;
  /** `Cart` as JSON; empty when it was dropped. */
  json: string;
}

/** A fact of the journal, for the screen; and, under `MARK_ID`, how far the projection is whole. */
export interface StoredFact {
  id: string;
  seq: number;
  kind: string;
  at: string;
  /** The envelope as JSON. */
  json: string;
  /** `Movement[]` as JSON; empty when the fact moved nothing. */
  movements: string;
}

/** A cart put aside on this register. */
export interface StoredParked {
  /** `parkId`: the id of the fact that parked it. */
  id: string;
  cartId: string;
  at: string;
  total: number;
  operatorId: string;
  training: boolean;
  /** `Cart` as JSON. */
  json: string;
}

export type CartCollection = RxCollection<StoredCart>;
export type FactCollection = RxCollection<StoredFact>;

export type ParkedCollection = RxCollection<StoredParked>;

export interface StoredItem {
  id: string;
  text: string;
}

export type KeptCollection = RxCollection<StoredItem>;

export interface LocalCollections {
  kept: KeptCollection;
  carts: CartCollection;
  parked: ParkedCollection;
  facts: FactCollection;
}

export const CART_COLLECTION: RxCollectionCreator<StoredCart> = {
  schema: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 80 }, cartId: { type: 'string' }, json: { type: 'string' } },
    required: ['id', 'cartId', 'json'],
  },
};

export const PARKED_COLLECTION: RxCollectionCreator<StoredParked> = {
  schema: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 36 },
      cartId: { type: 'string' },
      at: { type: 'string' },
      total: { type: 'number' },
      operatorId: { type: 'string' },
      training: { type: 'boolean' },
      json: { type: 'string' },
    },
    required: ['id', 'cartId', 'at', 'total', 'operatorId', 'training', 'json'],
  },
};

export const KEPT_COLLECTION: RxCollectionCreator<StoredItem> = {
  schema: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 100 }, text: { type: 'string' } },
    required: ['id', 'text'],
  },
};

export const FACT_COLLECTION: RxCollectionCreator<StoredFact> = {
  schema: {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: {
      id: { type: 'string', maxLength: 36 },
      seq: { type: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 1 },
      kind: { type: 'string', maxLength: 64 },
      at: { type: 'string' },
      json: { type: 'string' },
      movements: { type: 'string' },
    },
    required: ['id', 'seq', 'kind', 'at', 'json', 'movements'],
    indexes: ['seq', ['kind', 'seq']],
  },
};
