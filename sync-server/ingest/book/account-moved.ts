import type { AccountMoved } from '#contracts/facts/sale-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** What a member owes: more with `account.charged` (1), less with `account.paid` (-1). */
export function bookAccountMoved(sign: 1 | -1): Handler<AccountMoved> {
  return {
    needs({ id }, _journal, { money }) {
      money.factIds.add(id);
    },

    book({ id, seq, businessDate, payload }, { journalId, storeId }, { money }) {
      if (money.movedBy.has(id)) return {};
      const { accountId, amount, currency, orderId, due = null } = payload;
      const common = { type: 'account-movement', factId: id, journalId, seq, storeId, businessDate } as const;
      return { money: [{ ...common, accountId, currency, amount: sign * amount, orderId, due }] };
    },
  };
}
