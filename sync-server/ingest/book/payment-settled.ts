import type { PaymentSettled } from '#contracts/facts/sale-facts.ts';
import { afterNews, isOpen, newsOf } from '#domain/tender/payment-state.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { looseExceptions } from '#sync-server/ingest/book/payment-loose.ts';

/** What became known of a payment. What the state can't come to changes nothing; what is known now closes what was open. */
export const bookPaymentSettled: Handler<PaymentSettled> = {
  needs({ payload }, _journal, { money }) {
    money.paymentIds.add(payload.paymentId);
  },

  book({ seq, at, payload }, { journalId, storeId }, { money }) {
    const payment = money.payments.get(payload.paymentId);
    const state = payment && afterNews(payment.state, newsOf(payload.verdict));
    if (!state) return {};
    const { paymentId, amount, tip = 0, reference = null, how = null } = payload;
    const takenBack = state === 'voided' || state === 'refunded';
    const resolved = [
      ...(isOpen(state) ? [] : looseExceptions([payment], storeId, 'payment-outcome-unknown')),
      ...(takenBack ? looseExceptions([payment], storeId, 'payment-without-order') : []),
    ];
    return {
      money: [{ type: 'payment-settled', journalId, seq, paymentId, state, amount, tip, reference, how }],
      resolutions: resolved.map(({ exceptionId }) => ({ exceptionId, choice: `known: ${state}`, at })),
    };
  },

  cuts: true,
};
