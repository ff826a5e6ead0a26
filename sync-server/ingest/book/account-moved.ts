import type { AccountMoved } from '#contracts/facts/sale-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { moveExceptions, needMoveChecks } from '#sync-server/ingest/book/value-checks.ts';
import { type AccountMovement, valueMoveOf } from '#sync-server/ingest/money-effects.ts';

/** What a member owes: more with `account.charged` (1), less with `account.paid` (-1). */
export function bookAccountMoved(sign: 1 | -1): Handler<AccountMoved> {
  return {
    needs(fact, journal, needs) {
      needs.money.factIds.add(fact.id);
      needMoveChecks(fact, journal, needs);
    },

    book(fact, journal, lookups) {
      const { id, seq, businessDate, payload } = fact;
      const { journalId, storeId } = journal;
      if (lookups.money.movedBy.has(id)) return {};
      const { accountId, amount, currency, orderId, due = null } = payload;
      const common = { type: 'account-movement', factId: id, journalId, seq, storeId, businessDate } as const;
      const movement: AccountMovement = { ...common, accountId, currency, amount: sign * amount, orderId, due };
      return { money: [movement], exceptions: moveExceptions(fact, journal, lookups, valueMoveOf(movement)) };
    },
  };
}
