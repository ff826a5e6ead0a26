import type { Minor } from '#domain/money/money.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';
import type { DeliveryMethod, Substitution } from './placed-order.ts';

/** A line as a shop system has it now. Identity is `channelLineId`; what it sells is found by `sku` or `gtin`. */
export interface ChannelOrderLine {
  channelLineId: string;
  /** What the shop system calls the variant. */
  externalVariantId: string;
  sku?: string;
  gtin?: string;
  name: string;
  /** In the variant's smallest unit; pieces that were ordered in all, those cancelled since among them. */
  quantity: number;
  /** Of the whole quantity, after discounts, as the customer pays it. */
  amount: Minor;
  taxes: readonly TaxLine[];
  /** Pieces that its customer, or the shop, took off it, and what is no longer owed for them. */
  cancelled: { quantity: number; amount: Minor };
  deliveryId: string;
  substitution?: Substitution;
}

export interface ChannelOrderCharge {
  channelChargeId: string;
  kind: 'shipping' | 'service';
  name: string;
  amount: Minor;
  taxes: readonly TaxLine[];
  cancelled: Minor;
}

/** A step of a payment as the shop system has it: each stands for good, once, under its id. */
export interface ChannelPayment {
  paymentId: string;
  step: 'authorised' | 'captured' | 'voided' | 'refunded' | 'failed';
  amount: Minor;
  reference?: string;
}

export interface ChannelDelivery {
  id: string;
  method: DeliveryMethod;
  /** The location that the customer chose, as the shop system calls it. */
  externalLocationId?: string;
  address?: ChannelAddress;
  promisedBy?: string;
}

/** Postal address in lines as they are printed, with what routing and carriers need of it apart. */
export interface ChannelAddress {
  name: string;
  lines: readonly string[];
  postalCode: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  phone?: string;
}

/** A whole order as a shop system has it now, in one form for all of them. */
export interface ChannelOrder {
  channelOrderId: string;
  /** What the customer calls it. */
  number: string;
  placedAt: string;
  /** When the shop system last changed it, where it says so; ISO 8601. */
  updatedAt: string;
  currency: string;
  pricesIncludeTax: boolean;
  customer: { name: string; email?: string; phone?: string; memberId?: string; language?: string };
  note?: string;
  deliveries: readonly ChannelDelivery[];
  lines: readonly ChannelOrderLine[];
  charges: readonly ChannelOrderCharge[];
  payments: readonly ChannelPayment[];
}
