import type { Unit } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** How goods reach their customer: fetched in a store, or sent to an address. */
export type DeliveryMethod = 'pickup' | 'ship';

/** What of an order goes to one place in one way. The address is in the vault, under `addressId`. */
export interface Delivery {
  id: string;
  method: DeliveryMethod;
  /** Where it is fetched. */
  storeId?: string;
  addressId?: string;
  /** Postal country and code: what routing may know of the address. */
  destination?: { country: string; postalCode: string };
  /** When the customer was told that it is there: ISO 8601 in UTC. */
  promisedBy?: string;
}

/** What may be sent instead of a line that cannot be had. */
export type Substitution = 'none' | 'ask' | 'allowed';

/** A line as it was bought; amounts are of the whole quantity, after discounts, as the customer pays them. */
export interface PlacedLine {
  id: string;
  deliveryId: string;
  variantId: string;
  sku: string;
  name: string;
  unit: Unit;
  /** In the variant's smallest unit. */
  quantity: number;
  amount: Minor;
  taxCategory: string;
  taxes: readonly TaxLine[];
  minimumAge?: number;
  substitution?: Substitution;
}

/** What is paid beside goods: postage, wrapping. */
export interface PlacedCharge {
  id: string;
  kind: 'shipping' | 'service';
  name: string;
  amount: Minor;
  taxCategory: string;
  taxes: readonly TaxLine[];
  deliveryId?: string;
}

/** An order as its channel placed it: the payload of `order.placed`. Total = lines + charges. */
export interface PlacedOrder {
  orderId: string;
  /** What the customer calls it. */
  number: string;
  channelId: string;
  /** What the channel's shop system calls it. */
  channelOrderId: string;
  placedAt: string;
  currency: string;
  pricesIncludeTax: boolean;
  deliveries: readonly Delivery[];
  lines: readonly PlacedLine[];
  charges: readonly PlacedCharge[];
  total: Minor;
  memberId?: string;
  /** Name, phone and e-mail are in the vault. */
  customerId?: string;
  noteId?: string;
  /** The ticket that sold it already, where a till took the order: nothing is sold anew when goods leave. */
  ticketId?: string;
  /** The language that messages to the customer are in: BCP 47. */
  language?: string;
}
