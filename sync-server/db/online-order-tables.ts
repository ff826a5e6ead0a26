import type { Generated } from 'kysely';
import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type {
  FulfilmentAssigned,
  OrderPaymentRecorded,
  OrderPlaced,
  PickRecorded,
} from '#contracts/facts/fulfilment-facts.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import type { FulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import type { OrderFulfilment, OrderPayment, OrderReturn } from '#domain/fulfilment/order-state.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** A channel, as it was last published. */
interface ChannelTable {
  channel_id: string;
  journal_id: string;
  store_id: string;
  kind: ChannelPublished['kind'];
  name: string;
  status: ChannelPublished['status'];
  revision: number;
  channel: Json<ChannelPublished>;
  changed_at: Moment;
  changed_by: string | null;
}

/** An order that leaves later; money and states are what its facts come to (`db/reckon-orders.ts`). */
interface OnlineOrderTable {
  order_id: string;
  /** The fact that placed it. */
  journal_id: string;
  seq: number;
  number: string;
  channel_id: string;
  channel_order_id: string;
  store_id: string;
  placed_at: Moment;
  currency: string;
  prices_include_tax: boolean;
  member_id: string | null;
  /** Name, phone and e-mail in the vault. */
  customer_id: string | null;
  note_id: string | null;
  /** The till's ticket that sold it. */
  ticket_id: string | null;
  language: string | null;
  deliveries: Json<OrderPlaced['deliveries']>;
  /** The earliest time that a delivery was promised by. */
  due_at: Moment | null;
  total: number;
  authorised: number;
  voided: number;
  captured: number;
  refunded: number;
  failed: boolean;
  fulfilment_state: OrderFulfilment;
  payment_state: OrderPayment;
  return_state: OrderReturn;
  /** What is no personal data of it, in one piece: numbers, skus, names of goods, member. */
  search: string;
  /** Keyed hashes of the words of the customer's name, of phone and e-mail; null until they were read from the vault. */
  person_tokens: string[] | null;
  /** When what nobody has is asked for again; null: at once. */
  route_at: Moment | null;
  changed_at: Moment;
}

interface OnlineOrderLineTable {
  order_id: string;
  line_id: string;
  line_no: number;
  delivery_id: string;
  variant_id: string;
  sku: string;
  name: string;
  unit: Unit;
  ordered: number;
  amount: number;
  tax_category: string;
  taxes: Json<OrderPlaced['lines'][number]['taxes']>;
  minimum_age: number | null;
  substitution: 'none' | 'ask' | 'allowed' | null;
  cancelled: Generated<number>;
  cancelled_amount: Generated<number>;
  /** What substitutes cost more (or less, then negative) than what they stand for. */
  substituted_amount: Generated<number>;
  promised: Generated<number>;
  staged: Generated<number>;
  gone: Generated<number>;
  return_asked: Generated<number>;
  returned: Generated<number>;
  returned_amount: Generated<number>;
  /** What stands in tickets already, of pieces and of money. */
  ticketed: Generated<number>;
  ticketed_amount: Generated<number>;
  /** What a till gave back of what its own ticket sold and never left, of pieces and of money. */
  given_back: Generated<number>;
  given_back_amount: Generated<number>;
}

interface OnlineOrderChargeTable {
  order_id: string;
  charge_id: string;
  charge_no: number;
  kind: 'shipping' | 'service';
  name: string;
  amount: number;
  tax_category: string;
  taxes: Json<OrderPlaced['charges'][number]['taxes']>;
  delivery_id: string | null;
  cancelled: Generated<number>;
  ticketed_amount: Generated<number>;
  given_back: Generated<number>;
}

/** Each step of a payment once. */
interface OnlineOrderPaymentTable {
  order_id: string;
  payment_id: string;
  step: OrderPaymentRecorded['step'];
  amount: number;
  currency: string;
  tender: string;
  reference: string | null;
  at: Moment;
}

/** What happened to an order or one of its fulfilments, one row per fact: who, where, when, why. */
interface OnlineOrderEventTable {
  journal_id: string;
  seq: number;
  order_id: string | null;
  fulfilment_id: string | null;
  kind: string;
  at: Moment;
  store_id: string;
  register_id: string;
  operator_id: string | null;
  asker: string | null;
  reason: string | null;
  quantity: number | null;
  amount: number | null;
  note_id: string | null;
  detail: Json<Record<string, unknown>>;
}

/** Tickets (`order.completed`) that were written for what left of an order. */
interface OnlineOrderTicketTable {
  order_id: string;
  ticket_id: string;
  fulfilment_id: string | null;
  total: number;
}

/** What one location promised of an order; order, delivery and location are null until it was heard who promised what. */
interface FulfilmentTable {
  fulfilment_id: string;
  order_id: string | null;
  delivery_id: string | null;
  location_id: string | null;
  method: 'pickup' | 'ship' | null;
  state: FulfilmentState;
  accepted: boolean;
  refused: boolean;
  readied: boolean;
  expired: boolean;
  refusal: string | null;
  claimed_by: string | null;
  bags: number | null;
  place_id: string | null;
  assigned_at: Moment | null;
  assigned_journal: string | null;
  assigned_seq: number | null;
  promised_by: Moment | null;
  ready_at: Moment | null;
  ended_at: Moment | null;
  reasons: Json<string[]>;
  pickup: Json<NonNullable<FulfilmentAssigned['pickup']>> | null;
  changed_at: Moment;
}

/** `domain/fulfilment/fulfilment-sums.ts` */
interface FulfilmentLineTable {
  fulfilment_id: string;
  line_id: string;
  /** Null until it was heard what was promised. */
  variant_id: string | null;
  assigned: number;
  released: number;
  picked: number;
  short: number;
  handed_over: number;
  shipped: number;
  put_back: number;
}

/** `domain/fulfilment/reserved.ts`; with what a substitute is. */
interface FulfilmentGoodsTable {
  fulfilment_id: string;
  line_id: string;
  variant_id: string;
  substitute: Json<NonNullable<PickRecorded['lines'][number]['substitute']>> | null;
  picked: number;
  gone: number;
  put_back: number;
  /** What stands in tickets already, of pieces and of money. */
  ticketed: Generated<number>;
  ticketed_amount: Generated<number>;
}

/**
 * What a channel is to be told, oldest first, each until it was. `payload` is of the port (`channels/channel-port.ts`): `refund` a
 * RefundToTell, `cancellation` a CancellationToTell, `fulfilment` a FulfilmentToTell. Whoever told it sets `done_at`, and of a refund
 * `reference`: the id under which the channel will tell of it, so that it counts once.
 */
interface ChannelOutboxTable {
  item_id: string;
  channel_id: string;
  order_id: string;
  kind: 'refund' | 'cancellation' | 'fulfilment';
  payload: Json<Record<string, unknown>>;
  made_at: Moment;
  next_at: Moment;
  tries: Generated<number>;
  fault: string | null;
  done_at: Moment | null;
  reference: string | null;
}

export interface OnlineOrderTables {
  channel: ChannelTable;
  online_order: OnlineOrderTable;
  online_order_line: OnlineOrderLineTable;
  online_order_charge: OnlineOrderChargeTable;
  online_order_payment: OnlineOrderPaymentTable;
  online_order_event: OnlineOrderEventTable;
  online_order_ticket: OnlineOrderTicketTable;
  fulfilment: FulfilmentTable;
  fulfilment_line: FulfilmentLineTable;
  fulfilment_goods: FulfilmentGoodsTable;
  channel_outbox: ChannelOutboxTable;
}
