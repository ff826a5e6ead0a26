import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';

/** Why a shop system could not be asked. `busy` says when to ask again, `refused` that asking the same again is of no use. */
export type ChannelFault =
  | { why: 'unreachable'; detail: string }
  | { why: 'busy'; retryAfterMs: number }
  | { why: 'refused'; status: number; detail: string }
  | { why: 'signed-out'; detail: string };

/** A fault in words for people who look after the system. */
export function wordsOf(fault: ChannelFault): string {
  return fault.why === 'busy' ? 'it is busy' : fault.detail;
}

export type ChannelAnswer<T> = { ok: true; value: T } | { ok: false; fault: ChannelFault };

/** What may be sold of a variant; `locationId` where the shop system keeps stock per location. */
export interface StockToTell {
  externalVariantId: string;
  locationId: string | null;
  quantity: number;
}

/** What a channel offers of a variant from now on. */
export interface ListingToTell {
  variantId: string;
  /** Null: it is not there yet, and is made. */
  externalVariantId: string | null;
  /** Null: it stays as the shop system has it. */
  published: boolean | null;
  /** Whether another variant of the same product of the shop system is on offer, where only products are shown or hidden. */
  siblingPublished: boolean;
  sku: string;
  gtin?: string;
  name: string;
  description?: string;
  /** As its customer pays it, minor units of the channel's currency; null: it stays as the shop system has it. */
  amount: number | null;
}

/** A product's variant as the shop system has it, to be matched by sku or GTIN. */
export interface ExternalVariant {
  externalVariantId: string;
  externalProductId: string;
  sku?: string;
  gtin?: string;
  name: string;
}

export interface FulfilmentToTell {
  channelOrderId: string;
  fulfilmentId: string;
  state: 'ready' | 'handed-over' | 'shipped';
  lines: readonly { channelLineId: string; quantity: number }[];
  tracking?: { carrier: string; number?: string; url?: string };
}

export interface RefundToTell {
  channelOrderId: string;
  /** The same asked twice refunds once. */
  refundId: string;
  paymentId: string;
  amount: number;
  lines: readonly { channelLineId: string; quantity: number; restock: boolean }[];
  shipping: number;
}

export interface CancellationToTell {
  channelOrderId: string;
  cancellationId: string;
  lines: readonly { channelLineId: string; quantity: number }[];
  reason: string;
}

/** What a webhook that is authentic says: which orders to look at anew. What it tells of them is not believed; the order is asked for. */
export type WebhookRead =
  | { ok: true; deliveryId: string; channelOrderIds: readonly string[] }
  | { ok: false; code: 'signature-invalid' | 'webhook-invalid' | 'webhook-old' };

/** Orders that changed. What could not be made out of one is said: it is looked at again, and told to people. */
export interface OrdersPage {
  orders: ChannelOrder[];
  unreadable: { channelOrderId: string; detail: string }[];
  cursor: string;
  more: boolean;
}

/**
 * One shop system, as the server works with it. A connector knows its protocol and nothing else: it keeps no state, and asking the same twice is
 * the same as asking once. An order's cancelled pieces and refunds are those that the shop system made: what it was told from here is left out,
 * for it is known.
 */
export interface ChannelConnector {
  /** Whether it is reached and lets the server do what it must; told to whoever connects it. */
  check(): Promise<ChannelAnswer<{ shopName: string; currency: string; missingScopes: readonly string[] }>>;
  /** Orders that changed since a cursor, oldest change first, in pages; the cursor of the next page, and of the next time. */
  ordersSince(cursor: string | null): Promise<ChannelAnswer<OrdersPage>>;
  /** One order as it is now; null where there is none. */
  order(channelOrderId: string): Promise<ChannelAnswer<ChannelOrder | null>>;
  variantsSince(cursor: string | null): Promise<ChannelAnswer<{ variants: ExternalVariant[]; cursor: string | null }>>;
  tellStock(items: readonly StockToTell[]): Promise<ChannelAnswer<{ unknown: readonly string[] }>>;
  /** Answers what the shop system calls it. `itemId` names what is told: the same told twice is told once. */
  tellListing(listing: ListingToTell, itemId: string): Promise<ChannelAnswer<{ externalVariantId: string }>>;
  /** `itemId` names what is told: the same told twice is told once. */
  tellFulfilment(fulfilment: FulfilmentToTell, itemId: string): Promise<ChannelAnswer<null>>;
  tellCancellation(cancellation: CancellationToTell): Promise<ChannelAnswer<null>>;
  /** Answers the shop system's reference of the refund. */
  refund(refund: RefundToTell): Promise<ChannelAnswer<{ reference: string; amount: number }>>;
  readWebhook(headers: Readonly<Record<string, string | undefined>>, body: Uint8Array, nowMs: number): WebhookRead;
}
