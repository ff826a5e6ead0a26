import type { Fact } from '#contracts/facts/envelope.ts';
import type { MovementKind } from '#contracts/http/stock.ts';
import type { MovementEffect } from '#sync-server/ingest/effects.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';

/** What a fact's line says of goods. */
interface StockLine {
  variantId: string;
  quantity: number;
  placeId?: string;
  batch?: string;
  expiry?: string;
}

type Rest = Pick<MovementEffect, 'locationId'> & Partial<Pick<MovementEffect, 'reason' | 'document' | 'cost'>>;

/** A movement of a fact about stock: when, where and by whom it was witnessed, at its journal's register. */
export function stockMovement(
  { seq, at, businessDate, operatorId }: Fact,
  { journalId, registerId }: Journal,
  kind: MovementKind,
  { variantId, quantity, ...lot }: StockLine,
  { locationId, reason = null, document = null, cost = null }: Rest,
): MovementEffect {
  const { placeId = null, batch = null, expiry = null }: Partial<MovementEffect> = lot;
  return {
    ...{ journalId, seq, locationId, variantId, quantity, kind, reason },
    ...{ at, businessDate, placeId, batch, expiry, operatorId, registerId, document, cost },
    sourceId: null,
    asOf: null,
  };
}
