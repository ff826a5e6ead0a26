import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { cancelledAmountOf } from '#domain/fulfilment/part-amount.ts';

type Line = OnlineOrderDetail['lines'][number];
type Order = Pick<OnlineOrderDetail, 'lines' | 'charges' | 'money'>;

/** What taking pieces off an order comes to, in minor units of its currency. */
export interface CancelPlan {
  lines: { lineId: string; quantity: number }[];
  /** No longer owed: for goods, and for postage and service. */
  goods: number;
  charges: number;
  /** What the order comes to afterwards. */
  total: number;
  /** What goes back to the customer beside what is on its way to them already. */
  refund: number;
  /** What was only set aside at their bank and will not be taken. */
  freed: number;
}

/** What of a line may be cancelled: what has not left, in the variant's smallest unit. */
export function cancellable({ ordered, cancelled, left }: Pick<Line, 'ordered' | 'cancelled' | 'left'>): number {
  return Math.max(0, ordered - cancelled - left);
}

/**
 * What cancelling so many of each line (by id; none is zero) leads to, as the server does it (`sync-server/fulfilment/decide-order.ts`):
 * a whole order that nothing left of loses its postage and service too.
 */
export function planCancel(order: Order, quantities: Readonly<Record<string, number>>): CancelPlan {
  const chosen = order.lines.flatMap((line) => {
    const quantity = Math.min(quantities[line.lineId] ?? 0, cancellable(line));
    return quantity > 0 ? [{ line, quantity }] : [];
  });
  const goods = chosen.reduce(
    (sum, { line, quantity }) => sum + cancelledAmountOf({ ...line, gone: line.left }, quantity),
    0,
  );
  const isAll =
    chosen.length > 0 &&
    order.lines.every((line) => line.left === 0 && cancellable(line) === (quantities[line.lineId] ?? 0));
  const charges = isAll ? order.charges.reduce((sum, { amount, cancelled }) => sum + amount - cancelled, 0) : 0;
  const { money } = order;
  const total = money.total - goods - charges;
  const kept = money.captured - money.refunded;
  const owed = Math.max(0, kept - money.total);
  const held = Math.max(0, money.authorised - money.voided - money.captured);
  return {
    lines: chosen.map(({ line, quantity }) => ({ lineId: line.lineId, quantity })),
    ...{ goods, charges, total },
    refund: Math.max(0, kept - total) - owed,
    freed: Math.max(0, Math.min(held, kept + held - total)),
  };
}

/** The most that may be given back of postage and service (`POST /online-orders/:orderId/refund`). */
export function refundableCharges({ charges, money }: Pick<OnlineOrderDetail, 'charges' | 'money'>): number {
  const kept = charges.reduce((sum, { amount, cancelled }) => sum + amount - cancelled, 0);
  const due = Math.max(0, money.captured - money.refunded - money.total);
  return Math.max(0, Math.min(kept, money.captured - money.refunded - due, money.total));
}
