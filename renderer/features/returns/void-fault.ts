import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import type { Order } from '#domain/order/order.ts';
import { loadedBy, unvoidable } from '#domain/order/post-void.ts';
import { attempt } from '#renderer/app/attempt.ts';

/**
 * Why a sale can't be undone now; null when it can. Of gift cards that it loaded, what they got is set aside for this register
 * first, so that nobody spends it before it is taken back. In training no card was loaded anywhere.
 */
export async function voidFault(
  order: Pick<Order, 'lines' | 'returns'>,
  host: HostApi,
  training: boolean,
): Promise<ErrorCode | null> {
  const never = unvoidable(order);
  if (never) return never === 'deposit' ? 'void-deposit' : 'void-not-possible';
  if (training) return null;
  for (const [instrument, want] of loadedBy(order)) {
    const held = await attempt(host, 'value.check', { instrument, want });
    if (!held.ok || (held.available < want && !held.online)) return 'void-card-unsure';
    if (held.available < want) return 'void-card-spent';
  }
  return null;
}
