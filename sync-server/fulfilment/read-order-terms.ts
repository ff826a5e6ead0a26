import { type Kysely, sql } from 'kysely';
import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type { OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import type { OrderFulfilment, OrderPayment, OrderReturn } from '#domain/fulfilment/order-state.ts';
import { lookUpOnline } from '#sync-server/db/look-up-online.ts';
import { readOrderCharges, readOrderLines } from '#sync-server/db/read-order-parts.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** A line of an order as it stands now. */
export interface TermsLine {
  lineId: string;
  deliveryId: string;
  variantId: string;
  sku: string;
  name: string;
  unit: 'each' | 'kg' | 'm';
  ordered: number;
  cancelled: number;
  promised: number;
  gone: number;
  amount: number;
  cancelledAmount: number;
  taxCategory: string;
  taxes: OrderPlaced['lines'][number]['taxes'];
  ticketed: number;
  ticketedAmount: number;
  returned: number;
  returnedAmount: number;
  /** What a till gave back of its own ticket though it never left. */
  givenBack: number;
  givenBackAmount: number;
}

export interface TermsCharge {
  chargeId: string;
  kind: 'shipping' | 'service';
  name: string;
  amount: number;
  cancelled: number;
  taxCategory: string;
  taxes: OrderPlaced['charges'][number]['taxes'];
  deliveryId: string | null;
  ticketedAmount: number;
  givenBack: number;
}

/** An order as it stands, for who decides something about it. */
export interface OrderTerms {
  orderId: string;
  number: string;
  storeId: string;
  channel: ChannelPublished;
  channelOrderId: string;
  currency: string;
  pricesIncludeTax: boolean;
  placedAt: string;
  memberId: string | null;
  ticketId: string | null;
  deliveries: OrderPlaced['deliveries'];
  total: number;
  captured: number;
  refunded: number;
  states: { fulfilment: OrderFulfilment; payment: OrderPayment; return: OrderReturn };
  lines: TermsLine[];
  charges: TermsCharge[];
}

/** An order with all that is decided about; locked until the transaction ends. Null where there is none. */
export async function lockOrderTerms(db: Kysely<Tables>, orderId: string): Promise<OrderTerms | null> {
  const nothing = new Set<string>();
  await lookUpOnline(db, { orderIds: new Set([orderId]), fulfilmentIds: nothing, ticketIds: nothing });
  return readOrderTerms(db, orderId);
}

/** The same, read without a lock. */
export async function readOrderTerms(db: Kysely<Tables>, orderId: string): Promise<OrderTerms | null> {
  const order = await db
    .selectFrom('online_order')
    .innerJoin('channel', 'channel.channel_id', 'online_order.channel_id')
    .selectAll('online_order')
    .select('channel.channel')
    .where('order_id', '=', orderId)
    .executeTakeFirst();
  if (!order) return null;
  const lines = await readOrderLines(db, orderId);
  const charges = await readOrderCharges(db, orderId);
  return {
    ...{ orderId, number: order.number, storeId: order.store_id, channel: order.channel, currency: order.currency },
    ...{ channelOrderId: order.channel_order_id, pricesIncludeTax: order.prices_include_tax },
    ...{ placedAt: order.placed_at.toISOString(), memberId: order.member_id, ticketId: order.ticket_id },
    ...{ deliveries: order.deliveries, total: order.total, captured: order.captured, refunded: order.refunded },
    states: { fulfilment: order.fulfilment_state, payment: order.payment_state, return: order.return_state },
    lines: lines.map((line) => ({
      ...{ lineId: line.line_id, deliveryId: line.delivery_id, variantId: line.variant_id, sku: line.sku },
      ...{ name: line.name, unit: line.unit, ordered: line.ordered, cancelled: line.cancelled },
      ...{ promised: line.promised, gone: line.gone, amount: line.amount, cancelledAmount: line.cancelled_amount },
      ...{ taxCategory: line.tax_category, taxes: line.taxes, ticketed: line.ticketed },
      ...{ ticketedAmount: line.ticketed_amount, returned: line.returned, returnedAmount: line.returned_amount },
      ...{ givenBack: line.given_back, givenBackAmount: line.given_back_amount },
    })),
    charges: charges.map((charge) => ({
      ...{ chargeId: charge.charge_id, kind: charge.kind, name: charge.name, amount: charge.amount },
      ...{ cancelled: charge.cancelled, taxCategory: charge.tax_category, taxes: charge.taxes },
      ...{ deliveryId: charge.delivery_id, ticketedAmount: charge.ticketed_amount },
      givenBack: charge.given_back,
    })),
  };
}

/** What of a line is still to leave. */
export function openPieces({ ordered, cancelled, gone }: TermsLine): number {
  return Math.max(0, ordered - cancelled - gone);
}

/** What of a line no location has promised. */
export function unpromised(line: TermsLine): number {
  return Math.max(0, openPieces(line) - Math.max(0, line.promised - line.gone));
}

/** Ids of orders for which `where` holds, oldest first; at most `limit`. */
export async function orderIdsWhere(db: Kysely<Tables>, where: ReturnType<typeof sql>, limit = 100): Promise<string[]> {
  const { rows } = await sql<{ order_id: string }>`select order_id from online_order
    where ${where} order by placed_at, order_id limit ${limit}`.execute(db);
  return rows.map(({ order_id }) => order_id);
}
