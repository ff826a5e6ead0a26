import { OrderAnswer, OrderList } from '#contracts/http/api.ts';
import type { Currency } from '#domain/money/money.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { askServer, type Fetch } from '#renderer/app/server-api.ts';
import { mergedTicket, ownTicket, type SoldTicket, serverTicket } from '#renderer/features/returns/sold-ticket.ts';
import type { OrderQuery } from '#renderer/store/local/order-query.ts';
import type { OrderFact, TillStore } from '#renderer/store/till-store.ts';

/** A past ticket in a list. */
export interface TicketRow {
  orderId: string;
  receipt: string;
  at: string;
  /** As paid, in minor units. */
  total: number;
  currency: Currency['code'];
  /** Name of its first line. */
  first: string;
  items: number;
  memberId: string | null;
  /** This register's own: its receipt is here. */
  own: OrderFact | null;
}

export interface Found {
  rows: readonly TicketRow[];
  /** Other registers' tickets could not be asked for. */
  ownOnly: boolean;
}

const LIMIT = 50;

/** Past tickets that fit, newest first: this register's, and while the server answers those of all stores. */
export async function findTickets(query: OrderQuery, store: TillStore | null, fetch?: Fetch): Promise<Found> {
  const own = ((await store?.findOrders(query, LIMIT)) ?? []).map(ownRow);
  const answer = await askServer('/orders', OrderList, { query: serverQuery(query) }, fetch);
  if (!answer.ok) return { rows: own, ownOnly: true };
  const known = new Set(own.map(({ orderId }) => orderId));
  const others = answer.value.orders
    .filter(({ orderId }) => !known.has(orderId))
    .map(({ storeId: _, businessDate: __, ...row }): TicketRow => ({ ...row, own: null }));
  const rows = [...own, ...others].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { rows: rows.slice(0, LIMIT), ownOnly: false };
}

/** One past ticket by its order id, with all that came back of it as far as can be known now; null when nobody here knows it. */
export async function findTicket(orderId: string, store: TillStore | null, fetch?: Fetch): Promise<SoldTicket | null> {
  const fact = (await store?.order(orderId)) ?? null;
  const own = fact && ownTicket(fact, (await store?.returnsOf(orderId)) ?? []);
  const answer = await askServer(`/orders/${orderId}`, OrderAnswer, {}, fetch);
  if (!answer.ok) return own;
  const server = serverTicket(answer.value);
  return own ? mergedTicket(own, server) : server;
}

export function ownRow(fact: OrderFact): TicketRow {
  const { receipt, total, rounding, currency, lines, returns = [], memberId } = fact.payload;
  const account = accountPaymentOf(fact.payload);
  return {
    orderId: fact.id,
    receipt: receiptText(receipt),
    at: fact.at,
    total: total + rounding + (account?.amount ?? 0),
    currency,
    first: [...lines, ...returns][0]?.name ?? '',
    items: lines.length + returns.length,
    memberId: memberId ?? null,
    own: fact,
  };
}

function serverQuery({ receipt, memberId, amount, date, product }: OrderQuery): Record<string, string> {
  return {
    ...(receipt === undefined ? {} : { receipt: receipt.trim() }),
    ...(memberId === undefined ? {} : { member: memberId }),
    ...(amount === undefined ? {} : { amount: String(amount) }),
    ...(date === undefined ? {} : { date }),
    ...(product === undefined ? {} : { product }),
    limit: String(LIMIT),
  };
}
