import type { Cart } from '#domain/order/cart.ts';
import { quantityOf, returnedOf } from '#domain/order/returnable.ts';
import type { TillStore } from '#renderer/store/till-store.ts';

/**
 * Whether more of a sale would come back with this cart than this till knows was sold: it came back in another cart since it
 * was put into this one. A sale that is not this till's is the server's to check.
 */
export async function isReturnedBefore(
  { id, returns = [] }: Pick<Cart, 'id' | 'returns'>,
  store: TillStore | null,
): Promise<boolean> {
  const orderIds = new Set(returns.flatMap(({ source }) => (source ? [source.orderId] : [])));
  for (const orderId of orderIds) {
    const sold = await store?.order(orderId);
    if (!sold) continue;
    const before = (await store?.returnsOf(orderId)) ?? [];
    const tickets = before.filter((ticket) => ticket.id !== id).flatMap(({ payload }) => payload.returns ?? []);
    for (const line of sold.payload.lines) {
      const back = returnedOf(orderId, line.id, [...tickets, ...returns]);
      if (quantityOf(back) > line.quantity) return true;
    }
  }
  return false;
}
