import type { PaymentRequested } from '#contracts/facts/sale-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** A third party was about to be asked for money; the fact's id is the payment's. */
export const bookPaymentRequested: Handler<PaymentRequested> = {
  book({ id, seq, payload }, { journalId, storeId, registerId }) {
    const { cartId, tender, direction, amount, currency } = payload;
    const payment = { paymentId: id, cartId, tender, direction, amount, currency };
    return { money: [{ type: 'payment-requested', journalId, seq, storeId, registerId, ...payment }] };
  },

  cuts: true,
};
