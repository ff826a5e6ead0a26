import type { ValueIssued } from '#contracts/facts/sale-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** Stored value came to be: adds to the instrument's balance. */
export const bookValueIssued: Handler<ValueIssued> = {
  needs({ id, payload }, _journal, { money }) {
    money.instruments.add(payload.instrument);
    money.factIds.add(id);
  },

  book({ id, seq, businessDate, payload }, { journalId, storeId }, { money }) {
    if (money.movedBy.has(id)) return {};
    const known = money.values.get(payload.instrument);
    if (known && known.currency !== payload.currency) throw new Error(`the instrument is in ${known.currency}`);
    const { instrument, class: kind, currency, amount, orderId, memberId = null, expires = null } = payload;
    const common = { type: 'value-movement', factId: id, journalId, seq, storeId, businessDate } as const;
    const value = { instrument, class: kind, currency, amount, orderId, memberId, expires, leaseId: null };
    return { money: [{ ...common, ...value }] };
  },

  cuts: true,
};
