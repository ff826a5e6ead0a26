import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault } from '#contracts/ipc/answer.ts';
import { isStockKind, type StockKind } from '#domain/stock/stock-permissions.ts';

/** Why a draft about stock may not be journalled: what happens is witnessed at the own store's location (`own`) only. */
export function stockFault(
  { kind, payload }: Pick<FactDraft, 'kind' | 'payload'>,
  own: string | undefined,
): Fault | null {
  if (!isStockKind(kind)) return null;
  const { locationId, fromLocationId, toLocationId } = placesOf(payload as PayloadOf<StockKind>);
  const at = locationId ?? fromLocationId;
  if (at !== own) return { code: 'draft-invalid', detail: `${kind} at ${at}: this register's location is ${own}` };
  if (toLocationId === own) return { code: 'draft-invalid', detail: `${kind} to the location that it leaves` };
  return null;
}

function placesOf(
  payload: PayloadOf<StockKind>,
): Partial<Record<'locationId' | 'fromLocationId' | 'toLocationId', string>> {
  return payload;
}
