import type { FactDraft } from '#contracts/facts/envelope.ts';
import { OrderDraft } from '#contracts/facts/order-completed.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import { isOpen } from '#domain/tender/payment-state.ts';
import { type Tender, tenderOf } from '#domain/tender/tender.ts';
import type { PaymentLedger } from './payment-ledger.ts';

/**
 * Why a ticket's payments by third parties can't stand: each must be approved, in no other ticket, and over exactly what the ticket
 * says. Null when they can, and for any other draft.
 */
export function orderPaymentFault(draft: FactDraft, ledger: PaymentLedger, tenders: readonly Tender[]): Fault | null {
  if (draft.kind !== 'order.completed') return null;
  const order = parse(OrderDraft, draft.payload);
  if (!order.ok) return null;
  const seen = new Set<string>();
  for (const { id, tender, amount, tip = 0 } of order.value.payments) {
    const kind = tenderOf(tenders, tender)?.kind;
    if (kind !== 'card' && kind !== 'wallet') continue;
    if (seen.has(id)) return { code: 'draft-invalid', detail: `payment ${id} stands in the ticket twice` };
    seen.add(id);
    const payment = ledger.payments.find(({ paymentId }) => paymentId === id);
    if (!payment || payment.cartId !== draft.id) return { code: 'payment-not-found', detail: id };
    if (isOpen(payment.state)) return { code: 'payment-unknown', detail: id };
    if (payment.state !== 'approved') return { code: 'payment-declined', detail: `${id} is ${payment.state}` };
    const expected = payment.direction === 'sale' ? payment.amount : -payment.amount;
    if (amount !== expected || tip !== payment.tip) {
      return { code: 'draft-invalid', detail: `payment ${id} was approved over ${expected} and tip ${payment.tip}` };
    }
  }
  return null;
}
