import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault } from '#contracts/ipc/answer.ts';
import { isFulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import { isStockKind, type StockKind } from '#domain/stock/stock-permissions.ts';

/** Why a draft about stock, or about goods of an online order, may not be journalled: what happens is witnessed at the own store's location (`own`) only. */
export function stockFault(
  { kind, payload }: Pick<FactDraft, 'kind' | 'payload'>,
  own: string | undefined,
): Fault | null {
  if (!isStockKind(kind) && !isFulfilmentKind(kind)) return null;
  const { locationId, fromLocationId, toLocationId } = placesOf(payload as PayloadOf<StockKind>);
  const at = locationId ?? fromLocationId;
  // To accept, to claim and to bag names no location: it is done to what a location promised.
  if (at === undefined && isFulfilmentKind(kind)) return null;
  if (at !== own) return { code: 'draft-invalid', detail: `${kind} at ${at}: this register's location is ${own}` };
  if (toLocationId === own) return { code: 'draft-invalid', detail: `${kind} to the location that it leaves` };
  return null;
}

function placesOf(
  payload: PayloadOf<StockKind>,
): Partial<Record<'locationId' | 'fromLocationId' | 'toLocationId', string>> {
  return payload;
}
