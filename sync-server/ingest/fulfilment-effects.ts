import type { ChannelPublished, ListingPublished, SafetyStockPublished } from '#contracts/facts/channel-facts.ts';
import type {
  FulfilmentAssigned,
  OrderAmended,
  OrderCancelled,
  OrderPaymentRecorded,
  OrderPlaced,
  PickRecorded,
  ReturnAnnounced,
} from '#contracts/facts/fulfilment-facts.ts';
import type { FulfilmentMore, FulfilmentSums } from '#domain/fulfilment/fulfilment-sums.ts';
import type { MovedGoods } from '#domain/fulfilment/reserved.ts';
import type { Source } from '#sync-server/ingest/effects.ts';

/** A channel as it is from now on. */
export interface ChannelEffect {
  type: 'channel-published';
  channel: ChannelPublished;
  at: string;
  by: string | null;
}

/** What a channel offers of variants, as a fact says it. */
export interface ListingEffect {
  type: 'listing-published';
  listing: ListingPublished;
  at: string;
  by: string | null;
}

export interface SafetyStockEffect {
  type: 'safety-stock-published';
  safetyStock: SafetyStockPublished;
}

export interface OrderPlacedEffect extends Source {
  type: 'order-placed';
  order: OrderPlaced;
  storeId: string;
  at: string;
}

export interface OrderAmendedEffect {
  type: 'order-amended';
  change: OrderAmended;
}

export interface OrderCancelledEffect {
  type: 'order-cancelled';
  change: OrderCancelled;
}

export interface OrderPaymentEffect {
  type: 'order-payment';
  payment: OrderPaymentRecorded;
  at: string;
}

export interface ReturnAnnouncedEffect {
  type: 'return-announced';
  change: ReturnAnnounced;
}

/** Pieces of an order that came back with a ticket, by line of the order, and what was given back for them, with tax. */
export interface OrderReturnedEffect {
  type: 'order-returned';
  orderId: string;
  ticketId: string;
  at: string;
  lines: readonly { lineId: string; quantity: number; amount: number }[];
  charges: readonly { chargeId: string; amount: number }[];
  /** What was given back of what the till's own ticket sold and nobody was handed: it is cancelled. */
  undelivered: {
    lines: readonly { lineId: string; quantity: number; amount: number }[];
    charges: readonly { chargeId: string; amount: number }[];
  };
  /** What of it the ticket settled itself: in cash, or against what was bought with it. The rest goes back through the channel. */
  settled: { amount: number; tender: string; currency: string };
}

/** A ticket that was written for what left of an order. */
export interface OrderTicketEffect {
  type: 'order-ticket';
  orderId: string;
  ticketId: string;
  fulfilmentId: string | null;
  total: number;
  lines: readonly { lineId: string; variantId: string; substitute: boolean; quantity: number; amount: number }[];
  charges: readonly { chargeId: string; amount: number }[];
}

export type Substitute = NonNullable<PickRecorded['lines'][number]['substitute']>;

/** More of a fulfilment, of one fact; what a fact does not say of it stays as it is. */
export interface FulfilmentEffect extends Source {
  type: 'fulfilment';
  fulfilmentId: string;
  at: string;
  more: FulfilmentMore;
  goods: readonly (MovedGoods & { substitute?: Substitute })[];
  /** Where it was worked, as the fact has it. */
  locationId?: string;
  assigned?: FulfilmentAssigned;
  refusal?: string;
  /** Null: nobody works on it any more. */
  claimedBy?: string | null;
  bags?: number;
  placeId?: string;
}

/** Stock that is kept for orders at a location, more or less of it than before. */
export interface ReservedEffect {
  type: 'reserved';
  locationId: string;
  variantId: string;
  committed: number;
  staged: number;
}

/** A row of the timeline. */
export interface OrderEventEffect extends Source {
  type: 'order-event';
  orderId: string | null;
  fulfilmentId: string | null;
  kind: string;
  at: string;
  storeId: string;
  registerId: string;
  operatorId: string | null;
  asker: string | null;
  reason: string | null;
  quantity: number | null;
  amount: number | null;
  noteId: string | null;
  detail: Record<string, unknown>;
}

export type OnlineEffect =
  | ChannelEffect
  | ListingEffect
  | SafetyStockEffect
  | OrderPlacedEffect
  | OrderAmendedEffect
  | OrderCancelledEffect
  | OrderPaymentEffect
  | ReturnAnnouncedEffect
  | OrderReturnedEffect
  | OrderTicketEffect
  | FulfilmentEffect
  | ReservedEffect
  | OrderEventEffect;

/** What booking facts about online orders looks up. Orders and fulfilments stay locked until the transaction ends. */
export interface OnlineNeeds {
  orderIds: Set<string>;
  fulfilmentIds: Set<string>;
  /** Tickets that goods come back with: whether they are of an online order. */
  ticketIds: Set<string>;
}

export function noOnlineNeeds(): OnlineNeeds {
  return { orderIds: new Set(), fulfilmentIds: new Set(), ticketIds: new Set() };
}

/** A fulfilment as booked so far. */
export interface KnownFulfilment {
  sums: FulfilmentSums;
  goods: readonly MovedGoods[];
  /** By line; only of lines that are assigned. */
  variants: ReadonlyMap<string, string>;
  orderId: string | null;
  /** Null until it was heard of a fact that says it. */
  locationId: string | null;
  /** Whose feed has it. */
  storeId: string | null;
  /** The fact that assigned it. */
  assignedBy: { journalId: string; storeId: string; seq: number } | null;
}

export interface KnownOnlineOrder {
  number: string;
  channelId: string;
  /** That its channel's money is booked with; null where there is no such channel yet. */
  tender: string | null;
  /** The till's ticket that sold it; null of what a channel sells. */
  ticketId: string | null;
  /** The journal that placed it. */
  journalId: string;
  lines: ReadonlyMap<string, { name: string; amount: number; ordered: number }>;
  /** Its fulfilments that have not ended, and the stores that have them in their feeds. */
  fulfilments: readonly { fulfilmentId: string; storeId: string }[];
  /** Those of other orders that the same customer is to fetch: shown together, at the same location. */
  others: readonly { fulfilmentId: string; storeId: string; locationId: string }[];
}

export interface OnlineLookups {
  orders: Map<string, KnownOnlineOrder>;
  fulfilments: Map<string, KnownFulfilment>;
  /** The online order that a ticket was written for, by ticket. */
  orderOfTickets: Map<string, string>;
  /** Journals that the server keeps for channels. */
  channelJournals: Set<string>;
}

export function noOnlineLookups(): OnlineLookups {
  return { orders: new Map(), fulfilments: new Map(), orderOfTickets: new Map(), channelJournals: new Set() };
}
