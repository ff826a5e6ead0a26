import type { Condition } from '#domain/order/cart.ts';
import { isPostage } from '#domain/order/cart-deliveries.ts';
import type { Returnable } from '#domain/order/returnable.ts';
import type { SoldTicket } from './sold-ticket.ts';

/** The conditions in which goods come back. */
export const CONDITIONS = ['restock', 'damaged', 'quarantine'] as const satisfies readonly Condition[];

/** In what condition how much of a line may come back. */
export interface WayBack {
  condition: Condition;
  most: number;
}

/**
 * How a line may come back: as goods in any condition; of what was left to be collected or shipped, what nobody was handed yet is cancelled, and
 * only the rest comes back as goods. Without the server nobody here knows how much that is, and nothing may.
 */
export function waysBack(
  { known, undelivered }: Pick<SoldTicket, 'known' | 'undelivered'>,
  { line, quantity }: Pick<Returnable, 'line' | 'quantity'>,
): WayBack[] {
  if (quantity === 0) return [];
  const asGoods = (most: number): WayBack[] => CONDITIONS.map((condition) => ({ condition, most }));
  if (line.deliveryId === undefined) return asGoods(quantity);
  if (known !== 'server' || !undelivered) return [];
  const never = Math.min(quantity, undelivered.get(line.id) ?? 0);
  const handed = isPostage(line) ? 0 : quantity - never;
  return [
    ...(never > 0 ? [{ condition: 'undelivered' as const, most: never }] : []),
    ...(handed > 0 ? asGoods(handed) : []),
  ];
}
