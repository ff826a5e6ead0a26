import type { Unit, VariantQuantity, VariantRules } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import type { LinePriceList } from '#domain/pricing/price-list.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** A discount as asked for: `value` is parts per million for `percent`, minor units for `amount`. Always positive. */
export interface Discount {
  id: string;
  kind: 'percent' | 'amount';
  value: number;
  /** A reason code of the store. */
  reason: string;
  /** The manager's decision that allowed it, where the operator's role does not. */
  overrideId?: string;
}

/** Free text of a person. It stays out of facts: they hold its `id` alone, the text goes to the vault. */
export interface Note {
  id: string;
  text: string;
}

/** A price set by hand: `listPrice` is what the price book says, per UNIT_SCALE[unit]. */
export interface PriceOverride {
  listPrice: Minor;
  reason: string;
  overrideId?: string;
}

/**
 * How the weight of goods sold by the kilogram was found: read from the till's scale, net of a tare in grams, or keyed in.
 * A receipt tells them apart: Directive 2014/31/EU, annex I, point 14 (all that is printed of a transaction is clear and
 * unambiguous), and WELMEC 2.2, issue 3, the guide for points of sale joined to a scale.
 */
export interface Weighing {
  by: 'scale' | 'hand';
  /** Only of a scale, and above zero. */
  tareGrams?: number;
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
  /** Where the price comes from, when not from the price book: keyed in at the sale, or read from the item's own label. */
  priceSource?: 'entered' | 'label';
  /** What the item's label says it costs; the list amount, whatever quantity times price may be. */
  labelAmount?: Minor;
  priceOverride?: PriceOverride;
  /** The list of the member's group that gave the price, and what it would have been without. */
  priceList?: LinePriceList;
  weighing?: Weighing;
  /** The line that this one was sold along with. */
  linkedTo?: string;
  /** Set for an unlisted item: `variantId` is `unlisted/<categoryId>`, `gtin` its barcode where it has one. */
  unlisted?: { categoryId: string; gtin?: string };
  /** It was no longer in the assortment, and somebody chose to sell it. */
  archived?: true;
  /** Stops that somebody answered for it: its pack is of another batch, or it may be sold all the same. */
  checkedStops?: string[];
  serial?: string;
  batch?: string;
  /** `YYYY-MM-DD`, the last day on which it may be sold. */
  expiry?: string;
  /** What one of it takes off the shelf instead of itself; empty for a service. */
  parts?: VariantQuantity[];
  minimumAge?: number;
  undiscountable?: boolean;
  storedValue?: VariantRules['storedValue'];
  /** Code of the gift card that the line loads. */
  instrument?: string;
  note?: Note;
  /** What of the cart's order it is left for; without one it is carried out. */
  deliveryId?: string;
}

/** Where returned goods go; `undelivered`: they never left, so that nothing comes back, and what was bought is cancelled. */
export type Condition = 'restock' | 'damaged' | 'quarantine' | 'undelivered';

/**
 * Part of a sold line coming back. The figures are what is given back for it, all zero or negative: the cumulative share of
 * what was paid, minus what was given back before (`domain/order/returnable`).
 */
export interface ReturnLine {
  id: string;
  /** The order and line it was sold on; null without a receipt. */
  source: { orderId: string; receipt: string; lineId: string } | null;
  variantId: string;
  sku: string;
  name: string;
  unit: Unit;
  taxCategory: string;
  /** In the smallest unit and positive. */
  quantity: number;
  amount: Minor;
  taxes: TaxLine[];
  reason: string;
  condition: Condition;
  parts?: VariantQuantity[];
  serial?: string;
  overrideId?: string;
  /** Of a gift card that was sold or topped up: its value is taken back with the line. */
  storedValue?: VariantRules['storedValue'];
  instrument?: string;
}

/** Sold without tax, for a reason of the store's list; a certificate's number is a note. */
export interface TaxExemption {
  reason: string;
  overrideId?: string;
  certificate?: Note;
}

/** What sending goods costs, by a store's rule; nothing from `freeFrom` on. Minor units of the store's prices. */
export interface Postage {
  name: string;
  amount: Minor;
  freeFrom?: Minor;
}

/** Where a parcel goes. */
export interface Address {
  name: string;
  lines: string[];
  postalCode: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** Where some of a cart goes that is not carried out. The address goes to the vault, under `addressId`. */
export interface CartDelivery {
  id: string;
  method: 'pickup' | 'ship';
  storeId?: string;
  address?: Address;
  addressId?: string;
}

/** The order for what of a cart is not carried out. The customer goes to the vault, under `customerId`. */
export interface CartOrder {
  orderId: string;
  /** What the customer calls it. */
  number: string;
  customerId: string;
  customer: { name: string; phone?: string; email?: string };
  deliveries: CartDelivery[];
  postage?: Postage;
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
  /** The member's customer group, as it was known when they were put on the cart. */
  groupId?: string;
  /** What comes back in the same ticket: a return, or with lines an exchange. */
  returns?: ReturnLine[];
  taxExemption?: TaxExemption;
  note?: Note;
  /** Highest age that was checked and found fulfilled. */
  ageChecked?: number;
  /** The cart that this one takes a deposit on. */
  depositOn?: Cart;
  /** What its member pays off their account, in minor units; it sells nothing then, and is not parked. */
  accountPayment?: Minor;
  /** What of it is collected or shipped; such a cart is not parked. */
  placed?: CartOrder;
}
