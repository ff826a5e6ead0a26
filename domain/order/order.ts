import type { Minor } from '#domain/money/money.ts';
import type { CartLine, Discount, ReturnLine, TaxExemption } from '#domain/order/cart.ts';
import type { SettledLine } from '#domain/pricing/settled.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/**
 * Money given for an order, or given back (negative). `amount` counts toward the order, `tip` goes to the staff, `tendered`
 * was handed over, `change` went back: `tendered` = `amount` + `tip` + `change`. All in the store's currency.
 */
export interface Payment {
  id: string;
  /** A tender of the store (`tenderId`). */
  tender: string;
  tendered: Minor;
  change: Minor;
  amount: Minor;
  tip?: Minor;
  /** Foreign cash: what was handed over in minor units of its currency, and what one of its minor units was worth, in parts per million of the store's. */
  foreign?: { currency: string; tendered: Minor; ratePpm: number };
  /** What names the payment at its acquirer, or was typed from a stand-alone terminal's slip. Never card data. */
  reference?: string;
  /** Code of the gift card, store credit or voucher. */
  instrument?: string;
  /** Balance left on the instrument afterwards, where it is known. */
  balance?: Minor;
  /** The member on whose account it was put. */
  accountId?: string;
}

/** A line of a committed order: the cart's line and its settled figures in one. Of a note there is only its id. */
export type OrderLine = Omit<CartLine, 'note'> & Omit<SettledLine, 'lineId'> & { noteId?: string };

/** A legal receipt number: gapless within its series, a series being one incarnation of a register. */
export interface ReceiptNumber {
  series: string;
  number: number;
}

/**
 * A ticket as witnessed: the payload of `order.completed`. What was sold (`lines`), what came back (`returns`), or both in an
 * exchange; neither only where a member's account is paid (`domain/order/account-payment`). `total` + `rounding` = sum of payment amounts (I3), negative when money went back;
 * `rounding` is what cash rounding added or took.
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
  returns?: ReturnLine[];
  discounts: Discount[];
  taxExemption?: Omit<TaxExemption, 'certificate'> & { certificateId?: string };
  noteId?: string;
  /** Taxes of lines and returns together, one per rate, ordered by code and rate. */
  taxes: TaxLine[];
  taxTotal: Minor;
  total: Minor;
  rounding: Minor;
  payments: Payment[];
  /** Of goods of an online order that left: they moved with the fulfilment, and this moves nothing that is sold. */
  fulfilmentId?: string;
  onlineOrderId?: string;
  /** The order for the lines that are not carried out: those with a `deliveryId`. */
  placed?: PlacedBeside;
}

/** What a ticket says of the order that was placed with it. */
export interface PlacedBeside {
  orderId: string;
  number: string;
  deliveries: { id: string; method: 'pickup' | 'ship'; storeId?: string }[];
}

/** An order before the till's host has given it its receipt number. */
export type OrderDraft = Omit<Order, 'receipt' | 'fulfilmentId' | 'onlineOrderId'>;
