import { type Kysely, sql } from 'kysely';
import Type from 'typebox';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { OrderAddress } from '#contracts/http/online-orders.ts';
import { parseJson, Text } from '#contracts/schema.ts';
import { orderAllows } from '#domain/fulfilment/order-state.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readOrderCharges, readOrderLines } from '#sync-server/db/read-order-parts.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { readOnlineOrderRow } from '#sync-server/views/online-order-list.ts';

const CUSTOMER = Type.Object({ name: Type.Optional(Text), phone: Type.Optional(Text), email: Type.Optional(Text) });

/** Everything that is known of an order, its persons' texts from the vault; null where none of the stores has it. */
export async function readOnlineOrder(
  { db }: ServerContext,
  orderId: string,
  storeIds: readonly string[],
): Promise<OnlineOrderDetail | null> {
  const row = await readOnlineOrderRow(db, orderId, storeIds);
  if (!row) return null;
  const order = await db
    .selectFrom('online_order')
    .selectAll()
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const events = await readEvents(db, orderId);
  const addressIds = order.deliveries.flatMap(({ addressId }) => addressId ?? []);
  const noteIds = [order.note_id, ...events.map(({ note_id }) => note_id)].flatMap((id) => id ?? []);
  const texts = await readTexts(db, [...(order.customer_id ? [order.customer_id] : []), ...addressIds, ...noteIds]);
  const said = texts.get(order.customer_id ?? '');
  const customer = said === undefined ? undefined : parseJson(CUSTOMER, said);
  const note = texts.get(order.note_id ?? '');
  const { total, authorised, voided, captured, refunded } = order;
  const states = { fulfilment: row.fulfilment, payment: row.payment, return: row.return };
  const asTold = order.ticket_id === null ? states : { ...states, payment: 'paid' as const };
  return {
    ...row,
    channelOrderId: order.channel_order_id,
    customer: customer?.ok ? pick(customer.value) : null,
    ...(note === undefined ? {} : { note }),
    deliveries: order.deliveries.map(({ id, method, storeId, addressId, promisedBy }) => {
      const address = addressLines(texts.get(addressId ?? ''));
      return {
        ...{ id, method },
        ...(storeId === undefined ? {} : { storeId }),
        ...(address === undefined ? {} : { address }),
        ...(promisedBy === undefined ? {} : { promisedBy }),
      };
    }),
    lines: await readLines(db, orderId),
    charges: await readCharges(db, orderId),
    money: { total, authorised, voided, captured, refunded, refundAsked: await readRefundAsked(db, orderId) },
    payments: await readPayments(db, orderId),
    tickets: await readTickets(db, orderId),
    fulfilments: await readFulfilments(db, orderId),
    timeline: events.map((event) => {
      const words = texts.get(event.note_id ?? '');
      return {
        ...{ kind: event.kind, at: event.at.toISOString(), storeId: event.store_id, registerId: event.register_id },
        operatorId: event.operator_id,
        ...(event.operator_name === null ? {} : { operatorName: event.operator_name }),
        ...{ fulfilmentId: event.fulfilment_id, asker: event.asker, reason: event.reason },
        ...(words === undefined ? {} : { note: words }),
        ...{ quantity: event.quantity, amount: event.amount, detail: event.detail },
      };
    }),
    allowed: (['amend', 'cancel', 'route', 'refund'] as const).filter(
      // What a till sold is given back at a till.
      (action) => orderAllows(action, asTold) && (action !== 'refund' || order.ticket_id === null),
    ),
  };
}

function pick({ name, phone, email }: { name?: string; phone?: string; email?: string }) {
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

/** An address as it is printed, country last. */
function addressLines(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const parsed = parseJson(OrderAddress, text);
  if (!parsed.ok) return text.split('\n').slice(0, 10);
  const { name, lines, postalCode, city, country, phone } = parsed.value;
  return [name, ...lines, `${postalCode} ${city}`.trim(), country, ...(phone ? [phone] : [])];
}

interface EventRow {
  kind: string;
  at: Date;
  store_id: string;
  register_id: string;
  operator_id: string | null;
  operator_name: string | null;
  fulfilment_id: string | null;
  asker: string | null;
  reason: string | null;
  note_id: string | null;
  quantity: number | null;
  amount: number | null;
  detail: Record<string, unknown>;
}

/** As they happened, of the order and of all its fulfilments. */
async function readEvents(db: Kysely<Tables>, orderId: string): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select event.*, operator.name as operator_name from online_order_event as event
      left join operator on operator.operator_id = event.operator_id
    where event.order_id = ${orderId}
      or event.fulfilment_id in (select fulfilment_id from fulfilment where fulfilment.order_id = ${orderId})
    order by at, event.journal_id, event.seq`.execute(db);
  return rows;
}

async function readLines(db: Kysely<Tables>, orderId: string): Promise<OnlineOrderDetail['lines']> {
  const rows = await readOrderLines(db, orderId);
  return rows.map((row) => ({
    ...{ lineId: row.line_id, deliveryId: row.delivery_id, variantId: row.variant_id, sku: row.sku, name: row.name },
    ...{ unit: row.unit, ordered: row.ordered, cancelled: row.cancelled, promised: row.promised },
    ...{ staged: row.staged, left: row.gone, returnAsked: row.return_asked, returned: row.returned },
    ...{ amount: row.amount, cancelledAmount: row.cancelled_amount, substitutedAmount: row.substituted_amount },
    ...{ ticketed: row.ticketed, ticketedAmount: row.ticketed_amount },
  }));
}

async function readCharges(db: Kysely<Tables>, orderId: string): Promise<OnlineOrderDetail['charges']> {
  const rows = await readOrderCharges(db, orderId);
  return rows.map(({ charge_id: chargeId, kind, name, amount, cancelled }) => {
    return { chargeId, kind, name, amount, cancelled };
  });
}

async function readRefundAsked(db: Kysely<Tables>, orderId: string): Promise<number> {
  const { rows } = await sql<{ asked: number }>`
    select coalesce(sum((payload ->> 'amount')::int8), 0)::int8 as asked from channel_outbox
    where order_id = ${orderId} and kind = 'refund' and not exists (select from online_order_payment as told
      where told.order_id = channel_outbox.order_id and step = 'refunded'
        and (payment_id = channel_outbox.reference or payment_id = item_id::text))`.execute(db);
  return rows[0]?.asked ?? 0;
}

async function readPayments(db: Kysely<Tables>, orderId: string): Promise<OnlineOrderDetail['payments']> {
  const rows = await db
    .selectFrom('online_order_payment')
    .select(['payment_id', 'step', 'amount', 'tender', 'at'])
    .where('order_id', '=', orderId)
    .orderBy('at')
    .orderBy('payment_id')
    .execute();
  return rows.map(({ payment_id: paymentId, at, ...row }) => ({ paymentId, ...row, at: at.toISOString() }));
}

async function readTickets(db: Kysely<Tables>, orderId: string): Promise<OnlineOrderDetail['tickets']> {
  const rows = await db
    .selectFrom('online_order_ticket as ticket')
    .innerJoin('customer_order', 'customer_order.order_id', 'ticket.ticket_id')
    .select(['ticket_id', 'receipt_series', 'receipt_number', 'ticket.total'])
    .where('ticket.order_id', '=', orderId)
    .orderBy('receipt_number')
    .execute();
  return rows.map(({ ticket_id: ticketId, receipt_series: series, receipt_number: number, total }) => {
    return { ticketId, receipt: receiptText({ series, number }), total };
  });
}

async function readFulfilments(db: Kysely<Tables>, orderId: string): Promise<OnlineOrderDetail['fulfilments']> {
  const rows = await db
    .selectFrom('fulfilment')
    .leftJoin('store', 'store.location_id', 'fulfilment.location_id')
    .selectAll('fulfilment')
    .select(sql<string | null>`settings ->> 'name'`.as('store_name'))
    .where('order_id', '=', orderId)
    .orderBy('assigned_at')
    .orderBy('assigned_seq')
    .execute();
  const lines = await db
    .selectFrom('fulfilment_line')
    .innerJoin('fulfilment', 'fulfilment.fulfilment_id', 'fulfilment_line.fulfilment_id')
    .selectAll('fulfilment_line')
    .where('order_id', '=', orderId)
    .orderBy('line_id')
    .execute();
  return rows.map((row) => ({
    ...{ fulfilmentId: row.fulfilment_id, deliveryId: row.delivery_id ?? '', locationId: row.location_id ?? '' },
    ...{ storeName: row.store_name ?? row.location_id ?? '', method: row.method ?? 'ship', state: row.state },
    reasons: row.reasons,
    ...(row.refusal === null ? {} : { refusal: row.refusal }),
    ...{ promisedBy: row.promised_by?.toISOString() ?? null, readyAt: row.ready_at?.toISOString() ?? null },
    ...(row.claimed_by === null ? {} : { claimedBy: row.claimed_by }),
    lines: lines
      .filter((line) => line.fulfilment_id === row.fulfilment_id)
      .map((line) => ({
        ...{ lineId: line.line_id, assigned: line.assigned, released: line.released, picked: line.picked },
        ...{ short: line.short, handedOver: line.handed_over, shipped: line.shipped, putBack: line.put_back },
      })),
  }));
}
