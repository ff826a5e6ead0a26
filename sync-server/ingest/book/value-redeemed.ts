import type { ValueRedeemed } from '#contracts/facts/sale-facts.ts';
import { isExpired, overspentBy } from '#domain/tender/stored-value.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { pointsTouches } from '#sync-server/ingest/book/points-touches.ts';
import { moveExceptions, needMoveChecks } from '#sync-server/ingest/book/value-checks.ts';
import type { MoneyEffect } from '#sync-server/ingest/money-effects.ts';

/**
 * Stored value was spent, or given back (negative). It books whatever the balance is: the goods are gone. What was not there to be
 * spent opens `value-overspent` with that amount (I8).
 */
export const bookValueRedeemed: Handler<ValueRedeemed> = {
  needs(fact, journal, needs) {
    const { id, payload } = fact;
    const { money } = needs;
    needMoveChecks(fact, journal, needs);
    money.instruments.add(payload.instrument);
    money.factIds.add(id);
    if (payload.leaseId) money.leaseIds.add(payload.leaseId);
  },

  book(fact, journal, lookups) {
    const { money } = lookups;
    const { id, seq, businessDate, payload } = fact;
    const { journalId, storeId } = journal;
    if (money.movedBy.has(id)) return {};
    const { instrument, class: kind, currency, amount, orderId, leaseId = null } = payload;
    const known = money.values.get(instrument);
    if (known && known.currency !== currency) throw new Error(`the instrument is in ${known.currency}`);
    const common = { type: 'value-movement', factId: id, journalId, seq, storeId, businessDate } as const;
    const value = {
      instrument,
      class: kind,
      currency,
      amount: -amount,
      orderId,
      leaseId,
      memberId: null,
      expires: null,
    };
    const effects: MoneyEffect[] = [{ ...common, ...value }];
    const lease = leaseId === null ? undefined : money.leases.get(leaseId);
    if (leaseId !== null && lease?.journalId === journalId && amount > 0) {
      effects.push({ type: 'lease-spent', leaseId, journalId, instrument, amount });
    }
    const expired = isExpired(known?.expires ?? null, businessDate);
    const over = overspentBy(expired ? 0 : (known?.balance ?? 0), amount);
    const differing = moveExceptions(fact, journal, lookups, {
      kind: 'value.redeemed',
      holder: instrument,
      class: kind,
      currency,
      amount,
    });
    const touched = pointsTouches(instrument);
    if (over === 0) return { money: effects, exceptions: differing, touched };
    const detail = { instrument, orderId, redeemed: amount, balance: known?.balance ?? 0, expired };
    return {
      money: effects,
      touched,
      exceptions: [...differing, exceptionOf('value-overspent', { journalId, storeId, seq }, detail, { amount: over })],
    };
  },

  cuts: true,
};
