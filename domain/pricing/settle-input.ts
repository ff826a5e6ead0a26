import type { CartLine, Discount, ReturnLine } from '#domain/order/cart.ts';

/** What settles: a cart, or an order with its own pinned prices. */
export interface SettleInput {
  lines: readonly CartLine[];
  discounts: readonly Discount[];
  /** Their figures stand as they are: they come from the order that is given back. */
  returns?: readonly ReturnLine[];
  /** Of the lines; what comes back keeps the tax it was sold with. */
  taxExemption?: { reason: string };
}
