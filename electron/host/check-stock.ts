import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { isStockKind, type StockKind } from '#domain/stock/stock-permissions.ts';

/** Why a draft about stock may not be journalled: a register witnesses what happens at its own store's location only. */
export function stockFault(
  { kind, payload }: Pick<FactDraft, 'kind' | 'payload'>,
  config: HostConfig | null,
): Fault | null {
  if (!isStockKind(kind)) return null;
  const own = config?.config.store.locationId;
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
