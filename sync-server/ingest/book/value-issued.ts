import type { ValueIssued } from '#contracts/facts/sale-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { pointsTouches } from '#sync-server/ingest/book/points-touches.ts';
import { moveExceptions, needMoveChecks } from '#sync-server/ingest/book/value-checks.ts';
import { type ValueMovement, valueMoveOf } from '#sync-server/ingest/money-effects.ts';

/** Stored value came to be: adds to the instrument's balance. */
export const bookValueIssued: Handler<ValueIssued> = {
  needs(fact, journal, needs) {
    needs.money.instruments.add(fact.payload.instrument);
    needs.money.factIds.add(fact.id);
    needMoveChecks(fact, journal, needs);
  },

  book(fact, journal, lookups) {
    const { id, seq, businessDate, payload } = fact;
    const { journalId, storeId } = journal;
    const { money } = lookups;
    if (money.movedBy.has(id)) return {};
    const known = money.values.get(payload.instrument);
    if (known && known.currency !== payload.currency) throw new Error(`the instrument is in ${known.currency}`);
    const { instrument, class: kind, currency, amount, orderId, memberId = null, expires = null } = payload;
    const common = { type: 'value-movement', factId: id, journalId, seq, storeId, businessDate } as const;
    const value = { instrument, class: kind, currency, amount, orderId, memberId, expires, leaseId: null };
    const movement: ValueMovement = { ...common, ...value };
    return {
      money: [movement],
      touched: pointsTouches(instrument),
      exceptions: moveExceptions(fact, journal, lookups, valueMoveOf(movement)),
    };
  },

  cuts: true,
};
