import { dated } from '#contracts/dated.ts';
import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type { Fact } from '#contracts/facts/envelope.ts';
import {
  type OrderAmended,
  type OrderCancelled,
  type OrderPaymentRecorded,
  OrderPlaced,
  type ReturnAnnounced,
} from '#contracts/facts/fulfilment-facts.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { parse } from '#contracts/schema.ts';
import { isPlacedOf } from '#domain/fulfilment/is-placed-of.ts';
import { CHARGE_LINE, lineIdOf } from '#domain/fulfilment/ticket-lines.ts';
import { tillChannelId } from '#domain/fulfilment/till-channel.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { UNLISTED } from '#domain/order/order-movements.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { isServerJournal } from '#sync-server/ingest/book/book-fact.ts';
import { orderEvent } from '#sync-server/ingest/book/fulfilment-change.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { configTouch } from '#sync-server/ingest/book/settings-published.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import type { KnownOnlineOrder, OnlineEffect } from '#sync-server/ingest/fulfilment-effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** A channel as it is from now on. */
export const bookChannelPublished: Handler<ChannelPublished> = {
  needs(_fact, _journal, needs) {
    needs.everyStore = true;
  },
  // Every store's tills hear that there are online orders to work.
  book: ({ at, operatorId: by, payload: channel }, _journal, { locations }) => ({
    online: [{ type: 'channel-published', channel, at, by }],
    touched: [...locations.keys()].map(configTouch),
  }),
};

/** Somebody ordered what leaves later; nothing is promised yet. */
export const bookOrderPlaced: Handler<OrderPlaced> = {
  needs(fact, journal, needs) {
    needOrder(fact, journal, needs);
    const { ticketId: orderId } = fact.payload;
    if (orderId !== undefined) needs.money.tickets.set(orderId, { journalId: journal.journalId, orderId });
  },
  book(fact, journal, lookups) {
    if (!isKept(journal, lookups)) mustBeSold(fact.payload, journal, lookups);
    const { journalId, storeId } = journal;
    const { orderId, total, lines, number, channelId } = fact.payload;
    const placed = { type: 'order-placed' as const, journalId, seq: fact.seq, storeId, at: fact.at };
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
    const event = orderEvent(fact, journal, { orderId, quantity, amount: total, detail: { number, channelId } });
    return { online: [{ ...placed, order: fact.payload }, event] };
  },
};

/** Terms are changed in journals that the server keeps: what any other says of them is held, and told. */
export const bookOrderAmended: Handler<OrderAmended> = {
  needs: needOrder,
  book(fact, journal, lookups) {
    const order = decided(fact, journal, lookups);
    const { orderId, asker, reason, noteId = null, added = [], charges = [], deliveries } = fact.payload;
    const amount = [...added, ...charges].reduce((sum, each) => sum + each.amount, 0);
    const detail = { added: added.length, charges: charges.length, deliveries: deliveries !== undefined };
    return {
      online: [
        { type: 'order-amended', change: fact.payload },
        orderEvent(fact, journal, { orderId, asker, reason, noteId, amount, detail }),
      ],
      touched: shownAt(order),
    };
  },
};

/** What of an order is not to leave any more. */
export const bookOrderCancelled: Handler<OrderCancelled> = {
  needs: needOrder,
  book(fact, journal, lookups) {
    const order = decided(fact, journal, lookups);
    const { orderId, asker, reason, noteId = null, lines, charges } = fact.payload;
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
    const amount = [...lines, ...charges].reduce((sum, each) => sum + each.amount, 0);
    return {
      online: [
        { type: 'order-cancelled', change: fact.payload },
        orderEvent(fact, journal, { orderId, asker, reason, noteId, quantity, amount }),
      ],
      touched: shownAt(order),
    };
  },
};

/** A step of a payment; one that was recorded already changes nothing (I2). */
export const bookOrderPaymentRecorded: Handler<OrderPaymentRecorded> = {
  needs: needOrder,
  book(fact, journal, lookups) {
    const order = decided(fact, journal, lookups);
    const { orderId, step, amount, paymentId, tender } = fact.payload;
    return {
      online: [
        { type: 'order-payment', payment: fact.payload, at: fact.at },
        orderEvent(fact, journal, { orderId, amount, detail: { step, paymentId, tender } }),
      ],
      touched: shownAt(order),
    };
  },
};

/** What a customer means to bring or send back. */
export const bookReturnAnnounced: Handler<ReturnAnnounced> = {
  needs: needOrder,
  book(fact, journal, lookups) {
    decided(fact, journal, lookups);
    const { orderId, lines, method, noteId = null } = fact.payload;
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
    const [reason = null] = lines.map((line) => line.reason);
    return {
      online: [
        { type: 'return-announced', change: fact.payload },
        orderEvent(fact, journal, { orderId, reason, noteId, quantity, detail: { method } }),
      ],
    };
  },
};

/** Beside the ticket itself: that it was written for what left of an online order, or that goods of one came back with it. */
export const bookOnlineTicket: Handler<OrderCompleted> = {
  needs({ payload }, _journal, needs) {
    if (payload.onlineOrderId) needs.online.orderIds.add(payload.onlineOrderId);
    for (const { source } of payload.returns ?? []) if (source) needs.online.ticketIds.add(source.orderId);
  },
  book(fact, journal, lookups) {
    const sold = isKept(journal, lookups) ? written(fact) : [];
    return { online: [...sold, ...cameBack(fact, journal, lookups)] };
  },
};

function written({ id, payload }: Fact<OrderCompleted>): OnlineEffect[] {
  const { onlineOrderId: orderId, fulfilmentId = null, lines, returns = [], total } = payload;
  if (orderId === undefined) return [];
  const isCharge = ({ variantId }: OrderLine): boolean => variantId.startsWith(UNLISTED);
  return [
    {
      type: 'order-ticket',
      ...{ orderId, ticketId: id, fulfilmentId, total },
      lines: lines
        .filter((line) => !isCharge(line))
        .map((line) => ({
          ...{ lineId: lineIdOf(line.id), variantId: line.variantId, substitute: line.id !== lineIdOf(line.id) },
          ...{ quantity: line.quantity, amount: amountWithTax(payload, line) },
        })),
      charges: [
        ...lines
          .filter(isCharge)
          .map((line) => ({ chargeId: line.id.slice(CHARGE_LINE.length), amount: amountWithTax(payload, line) })),
        // What the server took back of a charge that is not owed any more.
        ...returns.map((line) => ({
          chargeId: line.source?.lineId.slice(CHARGE_LINE.length) ?? '',
          amount: amountWithTax(payload, line),
        })),
      ],
    },
  ];
}

/**
 * What came back, by order. What was given back with the channel's tender is the channel's to give; everything else the ticket settled at
 * the till. Of several orders in one ticket that part is shared out in their order.
 */
function cameBack(fact: Fact<OrderCompleted>, journal: Journal, { online }: Lookups): OnlineEffect[] {
  const { payload } = fact;
  if (payload.onlineOrderId !== undefined) return [];
  const byOrder = new Map<string, Returned[]>();
  for (const line of payload.returns ?? []) {
    const orderId = line.source && online.orderOfTickets.get(line.source.orderId);
    const order = orderId ? online.orders.get(orderId) : undefined;
    if (orderId && order && isOf(order, line)) byOrder.set(orderId, [...(byOrder.get(orderId) ?? []), line]);
  }
  const left = new Map<string, number>();
  return [...byOrder].flatMap(([orderId, returns], index): OnlineEffect[] => {
    const order = online.orders.get(orderId);
    const tender = order?.tender ?? '';
    const given = returns.reduce((sum, line) => sum + Math.abs(amountWithTax(payload, line)), 0);
    // What a till sold it gives back itself.
    const byChannel = order?.ticketId ? 0 : Math.min(given, left.get(tender) ?? givenWith(payload, tender));
    left.set(tender, (left.get(tender) ?? givenWith(payload, tender)) - byChannel);
    const parts = returns.map((line) => ({ ...line, lineId: line.source?.lineId ?? '' }));
    const isCharge = ({ lineId }: { lineId: string }): boolean => lineId.startsWith(CHARGE_LINE);
    const goods = parts.filter((part) => !isCharge(part));
    const quantity = goods.reduce((sum, line) => sum + line.quantity, 0);
    const linesOf = (some: typeof parts) =>
      some.map((line) => {
        return {
          lineId: lineIdOf(line.lineId),
          quantity: line.quantity,
          amount: Math.abs(amountWithTax(payload, line)),
        };
      });
    const charges = parts.filter(isCharge).map((line) => ({
      chargeId: line.lineId.slice(CHARGE_LINE.length),
      amount: Math.abs(amountWithTax(payload, line)),
    }));
    const isUndelivered = ({ condition }: Returned): boolean => condition === 'undelivered';
    const effect: OnlineEffect = {
      type: 'order-returned',
      ...{ orderId, ticketId: fact.id, at: fact.at },
      lines: linesOf(goods.filter((line) => !isUndelivered(line))),
      charges: order?.ticketId ? [] : charges,
      undelivered: { lines: linesOf(goods.filter(isUndelivered)), charges: order?.ticketId ? charges : [] },
      settled: { amount: given - byChannel, tender: payload.payments[0]?.tender ?? tender, currency: payload.currency },
    };
    const event = orderEvent(fact, journal, { orderId, quantity, amount: given, detail: { ticketId: fact.id } });
    // A fact has one row of the timeline.
    return [effect, ...(index === 0 ? [{ ...event, kind: 'order.returned' }] : [])];
  });
}

type Returned = NonNullable<OrderCompleted['returns']>[number];

/** A till's ticket also sold what was carried out, which is none of the order's. */
function isOf({ ticketId, lines }: KnownOnlineOrder, { source }: Returned): boolean {
  const lineId = source?.lineId ?? '';
  return ticketId === null || lineId.startsWith(CHARGE_LINE) || lines.has(lineId);
}

/** What a ticket gave back with a tender. */
function givenWith({ payments }: OrderCompleted, tender: string): number {
  return payments.reduce((sum, payment) => (payment.tender === tender ? sum + Math.max(0, -payment.amount) : sum), 0);
}

function needOrder({ payload }: Fact<{ orderId: string }>, _journal: Journal, needs: Needs): void {
  needs.online.orderIds.add(payload.orderId);
}

/** Whether the server keeps a journal: its own, or a channel's. */
function isKept(journal: Journal, { online }: Lookups): boolean {
  return isServerJournal(journal) || online.channelJournals.has(journal.journalId);
}

/** A till's order is for what one ticket in its own journal left for later, and that alone. */
function mustBeSold(order: OrderPlaced, { storeId }: Journal, { online, money }: Lookups): void {
  if (order.channelId !== tillChannelId(storeId)) throw new Error('an order of a channel is placed by the channel');
  const ticket = money.tickets.get(order.ticketId ?? '')?.order;
  if (!ticket || !isPlacedOf(order, ticket)) throw new Error('no ticket here sold what was ordered');
  const known = online.orders.get(order.orderId);
  if (known && known.ticketId !== order.ticketId) throw new Error('another order has this id');
  if (!parse(POSSIBLE, order).ok) throw new Error('a date is none');
}

const POSSIBLE = dated(OrderPlaced);

function decided(fact: Fact<{ orderId: string }>, journal: Journal, lookups: Lookups): KnownOnlineOrder {
  if (!isKept(journal, lookups)) throw new Error('terms of an order are decided by the server');
  return knownOrder(fact, lookups);
}

/** Facts about an order stand after the one that placed it, in that journal or one that was told of it. */
function knownOrder({ payload }: Fact<{ orderId: string }>, { online }: Lookups): KnownOnlineOrder {
  const order = online.orders.get(payload.orderId);
  if (!order) throw new Error(`no order ${payload.orderId} is known`);
  return order;
}

/** The documents that show something of the order. */
function shownAt({ fulfilments }: KnownOnlineOrder): Touch[] {
  return fulfilments.map(({ fulfilmentId, storeId }) => {
    return { feed: storeFeed(storeId), kind: 'fulfilment', key: fulfilmentId };
  });
}
