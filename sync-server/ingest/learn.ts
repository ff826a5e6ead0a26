import { isDepositLine } from '#domain/order/deposit.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { withSaid } from '#sync-server/ingest/book/fulfilment-change.ts';
import type { DayEffect, DayLookups, SoldLine } from '#sync-server/ingest/day-effects.ts';
import type { Effects, OrderEffect } from '#sync-server/ingest/effects.ts';
import type { OnlineEffect } from '#sync-server/ingest/fulfilment-effects.ts';
import type { Lookups } from '#sync-server/ingest/ingest-store.ts';
import { type MoneyEffect, type MoneyLookups, valueMoveOf } from '#sync-server/ingest/money-effects.ts';

/** Brings what was looked up for a batch up to date with what a fact of it booked, for those that follow. */
export function learn(
  lookups: Pick<Lookups, 'orderIds' | 'day' | 'money' | 'online' | 'storesOfLocations'>,
  { orders = [], day = [], money = [], online = [] }: Partial<Effects>,
): void {
  for (const order of orders) {
    lookups.orderIds.add(order.orderId);
    lookups.money.tickets.set(order.orderId, { order: order.order, moves: [] });
    learnOrder(lookups.day, order);
  }
  for (const effect of day) learnDay(lookups.day, effect);
  for (const effect of money) learnMove(lookups.money, effect);
  for (const effect of online) learnOnline(lookups, effect);
}

function learnOnline(
  { online, storesOfLocations }: Pick<Lookups, 'online' | 'storesOfLocations'>,
  effect: OnlineEffect,
) {
  if (effect.type === 'channel-published') online.channelJournals.add(effect.channel.journalId);
  if (effect.type === 'order-placed') {
    const { orderId, number, channelId, lines, ticketId } = effect.order;
    const named = lines.map(({ id, name, amount, quantity }) => [id, { name, amount, ordered: quantity }] as const);
    const placed = {
      number,
      channelId,
      tender: null,
      ticketId: ticketId ?? null,
      journalId: effect.journalId,
      lines: new Map(named),
      fulfilments: [],
      others: [],
    };
    if (!online.orders.has(orderId)) online.orders.set(orderId, placed);
    if (ticketId !== undefined) online.orderOfTickets.set(ticketId, orderId);
  }
  if (effect.type === 'order-ticket') online.orderOfTickets.set(effect.ticketId, effect.orderId);
  if (effect.type !== 'fulfilment') return;
  const { fulfilmentId } = effect;
  const known = withSaid(online.fulfilments.get(fulfilmentId), effect, storesOfLocations);
  online.fulfilments.set(fulfilmentId, known);
  const order = online.orders.get(known.orderId ?? '');
  if (!order || !effect.assigned || known.storeId === null) return;
  const at = { fulfilmentId, storeId: known.storeId };
  online.orders.set(known.orderId ?? '', { ...order, fulfilments: [...order.fulfilments, at] });
}

function learnMove({ tickets }: MoneyLookups, effect: MoneyEffect): void {
  if (effect.type !== 'value-movement' && effect.type !== 'account-movement') return;
  tickets.get(effect.orderId)?.moves.push(valueMoveOf(effect));
}

function learnOrder(day: DayLookups, { orderId, journalId, seq, order }: OrderEffect): void {
  const sold: Map<string, SoldLine> = day.sources.get(orderId) ?? new Map();
  for (const line of order.lines) {
    const before = sold.get(line.id) ?? { quantity: 0, amount: 0 };
    const [quantity, amount] = [before.quantity + line.quantity, before.amount + amountWithTax(order, line)];
    sold.set(line.id, { quantity, amount, loads: line.storedValue !== undefined, ...depositOf(line) });
  }
  day.sources.set(orderId, sold);
  for (const line of order.returns ?? []) {
    if (!line.source) continue;
    const { orderId, lineId } = line.source;
    const returned = { lineId, journalId, seq, quantity: line.quantity, amount: amountWithTax(order, line) };
    day.returned.set(orderId, [...(day.returned.get(orderId) ?? []), returned]);
  }
}

/** What is remembered of a line that was a deposit. */
export function depositOf(line: OrderLine): Pick<SoldLine, 'deposit'> {
  if (!isDepositLine(line)) return {};
  return { deposit: { taxCategory: line.taxCategory, tax: line.taxes.reduce((sum, { amount }) => sum + amount, 0) } };
}

function learnDay(day: DayLookups, effect: DayEffect): void {
  if (effect.type === 'override') day.overrides.set(effect.overrideId, effect);
  if (effect.type === 'session-opened') day.sessions.set(effect.journalId, { ...effect, closedSeq: null });
  if (effect.type === 'session-closed') {
    for (const [journalId, session] of day.sessions) {
      if (session.sessionId !== effect.sessionId) continue;
      day.sessions.set(journalId, { ...session, closedSeq: effect.closedSeq });
    }
  }
  if (effect.type === 'cart-parked') {
    const { parkId, storeId, total, cart, operatorId } = effect;
    const parked = { parkId, cartId: cart.id, operatorId: operatorId ?? cart.operatorId, storeId, total };
    day.parked = [...day.parked, { ...parked, takenBy: null }];
  }
  if (effect.type === 'cart-taken') {
    day.parked = day.parked.map((parked) =>
      parked.parkId === effect.parkId ? { ...parked, takenBy: effect.by } : parked,
    );
  }
}
