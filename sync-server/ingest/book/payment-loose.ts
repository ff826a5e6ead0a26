import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { isOpen } from '#domain/tender/payment-state.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { KnownPayment } from '#sync-server/ingest/money-effects.ts';

/** When a session closes, every payment that nobody knows of, and every approved one that no order holds, is a case for a person. */
export const looseAtClose: Handler<SessionClosed> = {
  needs(_fact, { journalId }, { money }) {
    money.loosePaymentsOfJournals.add(journalId);
  },

  book(_fact, { journalId, storeId }, { money }) {
    const loose = money.looseByJournal.get(journalId) ?? [];
    const unknown = loose.filter(({ state }) => isOpen(state));
    const orderless = loose.filter(({ state }) => state === 'approved');
    return {
      exceptions: [
        ...looseExceptions(unknown, storeId, 'payment-outcome-unknown'),
        ...looseExceptions(orderless, storeId, 'payment-without-order'),
      ],
    };
  },

  begins: true,
};

/** A ticket paid otherwise, while nobody knows whether a third party took the money too. */
export const looseAtCompletion: Handler<OrderCompleted> = {
  needs({ id }, _journal, { money }) {
    money.openPaymentsOfCarts.add(id);
  },

  book({ id, payload }, { storeId }, { money }) {
    const held = new Set(payload.payments.map((payment) => payment.id));
    const open = (money.openByCart.get(id) ?? []).filter(({ paymentId }) => !held.has(paymentId));
    return { exceptions: looseExceptions(open, storeId, 'payment-outcome-unknown') };
  },
};

/** One exception per payment, told at the fact that asked for it, so that it opens once however often it is met. */
export function looseExceptions(
  payments: readonly KnownPayment[],
  storeId: string,
  code: 'payment-outcome-unknown' | 'payment-without-order',
): ExceptionEffect[] {
  return payments.map(({ paymentId, journalId, requestedSeq, cartId, tender, direction, amount, currency }) => {
    const detail = { paymentId, cartId, tender, direction, currency };
    return exceptionOf(code, { journalId, storeId, seq: requestedSeq }, detail, { amount, about: paymentId });
  });
}
