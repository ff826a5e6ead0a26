import type { DayEffect, DayLookups } from '#sync-server/ingest/day-effects.ts';
import type { Effects, OrderEffect } from '#sync-server/ingest/effects.ts';
import type { Lookups } from '#sync-server/ingest/ingest-store.ts';

/** Brings what was looked up for a batch up to date with what a fact of it booked, for those that follow. */
export function learn(lookups: Pick<Lookups, 'orderIds' | 'day'>, { orders = [], day = [] }: Partial<Effects>): void {
  for (const order of orders) {
    lookups.orderIds.add(order.orderId);
    learnOrder(lookups.day, order);
  }
  for (const effect of day) learnDay(lookups.day, effect);
}

function learnOrder(day: DayLookups, { orderId, journalId, order }: OrderEffect): void {
  const sold = day.sources.get(orderId) ?? new Map();
  for (const { id, quantity, amount } of order.lines) {
    const before = sold.get(id) ?? { quantity: 0, amount: 0 };
    sold.set(id, { quantity: before.quantity + quantity, amount: before.amount + amount });
  }
  day.sources.set(orderId, sold);
  for (const { source, quantity, amount } of order.returns ?? []) {
    if (!source) continue;
    const lines = day.returned.get(source.orderId) ?? [];
    day.returned.set(source.orderId, [...lines, { lineId: source.lineId, journalId, quantity, amount }]);
  }
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
    const { parkId, storeId, total, cart } = effect;
    day.parked = [...day.parked, { parkId, cartId: cart.id, storeId, total, takenBy: null }];
  }
  if (effect.type === 'cart-taken') {
    day.parked = day.parked.map((parked) =>
      parked.parkId === effect.parkId ? { ...parked, takenBy: effect.by } : parked,
    );
  }
}
