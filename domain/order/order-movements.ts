import type { Order } from '#domain/order/order.ts';
import type { Movement } from '#domain/stock/position.ts';

/** What a sale takes off the shelf: one negative movement per variant, in the order of first appearance. */
export function orderMovements(order: Pick<Order, 'lines'>): Movement[] {
  const sold = new Map<string, number>();
  for (const line of order.lines) sold.set(line.variantId, (sold.get(line.variantId) ?? 0) - line.quantity);
  return [...sold].map(([variantId, quantity]) => ({ variantId, quantity }));
}
