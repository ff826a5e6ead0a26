import type { Fact } from '#contracts/facts/envelope.ts';
import type { CartClaimed, CartParked } from '#contracts/facts/sale-facts.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { subjectExceptions } from '#sync-server/ingest/book/subject-checks.ts';
import { witnessed } from '#sync-server/ingest/book/witnessed.ts';
import type { DayEffect } from '#sync-server/ingest/day-effects.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import type { Lookups } from '#sync-server/ingest/ingest-store.ts';

/** A cart put aside: any register of the store may take it up. Parked again, it takes the place of what it was before. */
export const bookCartParked: Handler<CartParked> = {
  needs({ payload }, _journal, needs) {
    needs.day.parkedCartIds.add(payload.cart.id);
    needs.orderIds.add(payload.cart.id);
  },
  book(fact, journal, lookups) {
    const { cart, total } = fact.payload;
    const before = takeParked(fact, cart.id, lookups);
    const parked: DayEffect = { type: 'cart-parked', ...witnessed(fact, journal), parkId: fact.id, total, cart };
    // Paid on another register whose facts came first.
    if (lookups.orderIds.has(cart.id)) {
      const taken = taking(fact, { parkId: fact.id, storeId: journal.storeId });
      return { day: [...before.day, parked, ...taken.day], touched: [...before.touched, ...taken.touched] };
    }
    return {
      day: [...before.day, parked],
      touched: [...before.touched, { feed: storeFeed(journal.storeId), kind: 'parked-cart', key: fact.id }],
    };
  },
};

/** A parked cart taken up: another operator's by role, or by a decision on the cart. Twice is told with what is at stake: both may be paid. */
export const bookCartClaimed: Handler<CartClaimed> = {
  needs({ operatorId, payload }, _journal, needs) {
    needs.day.parkIds.add(payload.parkId);
    needs.day.policy = true;
    needs.day.overrideSubjects.add(payload.cartId);
    if (operatorId) needs.operatorIds.add(operatorId);
  },
  book(fact, journal, lookups) {
    const { parkId, cartId } = fact.payload;
    const parked = lookups.day.parked.find((each) => each.parkId === parkId);
    if (!parked) return {};
    const isOwn = parked.operatorId === fact.operatorId;
    const exceptions = isOwn ? [] : subjectExceptions(fact, journal, lookups, 'cart-claim', parked.cartId);
    if (parked.takenBy === null) return { ...taking(fact, parked), exceptions };
    const about = { ...journal, seq: fact.seq };
    const twice = exceptionOf('cart-claimed-twice', about, { cartId, parkId }, { amount: parked.total });
    return { exceptions: [...exceptions, twice] };
  },
};

/** What takes a cart off the list of those that are to be had, once it was paid, cleared or parked again. */
export function takeParked(fact: Fact, cartId: string, { day }: Lookups): { day: DayEffect[]; touched: Touch[] } {
  const open = day.parked.filter((parked) => parked.cartId === cartId && parked.takenBy === null);
  const taken = open.map((parked) => taking(fact, parked));
  return { day: taken.flatMap((each) => each.day), touched: taken.flatMap((each) => each.touched) };
}

function taking(fact: Fact, { parkId, storeId }: { parkId: string; storeId: string }) {
  const taken: DayEffect = { type: 'cart-taken', parkId, by: fact.id };
  const gone: Touch = { feed: storeFeed(storeId), kind: 'parked-cart', key: parkId, deleted: true };
  return { day: [taken], touched: [gone] };
}
