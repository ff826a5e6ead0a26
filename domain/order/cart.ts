import type { Unit } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';

/** A discount as asked for: `value` is parts per million for `percent`, minor units for `amount`. Always positive. */
export interface Discount {
  id: string;
  kind: 'percent' | 'amount';
  value: number;
  /** A reason code of the store. */
  reason: string;
}

/** A line of a cart, with the price pinned when it was added. `quantity` is in the smallest unit and positive. */
export interface CartLine {
  id: string;
  variantId: string;
  sku: string;
  name: string;
  unit: Unit;
  taxCategory: string;
  quantity: number;
  unitPrice: Minor;
  priceVersion: number;
  discounts: Discount[];
}

/** What a cashier is ringing up. Its id becomes the id of the order and of the fact that completes it. */
export interface Cart {
  id: string;
  operatorId: string;
  /** ISO 8601, UTC. */
  openedAt: string;
  lines: CartLine[];
  /** Discounts on the whole cart, applied in order after the lines' own. */
  discounts: Discount[];
  memberId?: string;
}
