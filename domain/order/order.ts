import type { Minor } from '#domain/money/money.ts';
import type { CartLine, Discount } from '#domain/order/cart.ts';
import type { SettledLine } from '#domain/pricing/settled.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** Money given for an order: `amount` counts toward it, `tendered` was handed over, `change` went back. */
export interface Payment {
  id: string;
  tender: string;
  tendered: Minor;
  change: Minor;
  amount: Minor;
}

/** A line of a committed order: the cart's line and its settled figures in one. */
export type OrderLine = CartLine & Omit<SettledLine, 'lineId'>;

/** A legal receipt number: gapless within its series, a series being one incarnation of a register. */
export interface ReceiptNumber {
  series: string;
  number: number;
}

/**
 * A sale as witnessed: the payload of `order.completed`.
 * `total` + `rounding` = sum of payment amounts (I3); `rounding` is what cash rounding added or took.
 */
export interface Order {
  receipt: ReceiptNumber;
  currency: string;
  pricesIncludeTax: boolean;
  taxVersion: number;
  engineVersion: number;
  cartOpenedAt: string;
  memberId?: string;
  lines: OrderLine[];
  discounts: Discount[];
  taxes: TaxLine[];
  taxTotal: Minor;
  total: Minor;
  rounding: Minor;
  payments: Payment[];
}

/** An order before the till's host has given it its receipt number. */
export type OrderDraft = Omit<Order, 'receipt'>;
