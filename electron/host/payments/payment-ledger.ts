import Type, { type Static } from 'typebox';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { ThirdPartyPayment } from '#contracts/ipc/host.ts';
import { BusinessDate, Count, CurrencyCode, Id, Text, Uuid } from '#contracts/schema.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { afterNews, isOpen, newsOf } from '#domain/tender/payment-state.ts';

const strict = { additionalProperties: false };

const LedgerPayment = Type.Object(
  {
    paymentId: Uuid,
    cartId: Uuid,
    tender: Id,
    direction: ThirdPartyPayment.properties.direction,
    amount: Count,
    currency: CurrencyCode,
    original: Type.Union([Text, Type.Null()]),
    businessDate: BusinessDate,
    training: Type.Boolean(),
    state: ThirdPartyPayment.properties.state,
    tip: Count,
    reference: Type.Union([Text, Type.Null()]),
    /** It was approved, and is about to be taken back. */
    undoing: Type.Boolean(),
  },
  strict,
);
export type LedgerPayment = Static<typeof LedgerPayment>;

export const PaymentLedger = Type.Object(
  {
    /** Payments that no completed ticket holds, oldest first. */
    payments: Type.Array(LedgerPayment),
    /** References that devices gave, newest last. */
    references: Type.Array(
      Type.Object(
        {
          tender: Id,
          reference: Text,
          /** What was taken by it, and what of that was given back. Not there in older ledgers. */
          taken: Type.Optional(Count),
          refunded: Type.Optional(Count),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type PaymentLedger = Static<typeof PaymentLedger>;

/** A terminal is asked about its newest payment only, so that older references need not be known. */
const REFERENCES_KEPT = 500;

export function noPayments(): PaymentLedger {
  return { payments: [], references: [] };
}

/** Changes the ledger by one fact of the journal; false when the fact says nothing of payments by third parties. */
export function foldPayment(ledger: PaymentLedger, fact: Envelope): boolean {
  switch (fact.kind) {
    case 'payment.requested':
      return request(ledger, fact as Envelope<PayloadOf<'payment.requested'>>);
    case 'payment.settled':
      return settle(ledger, fact.payload as PayloadOf<'payment.settled'>);
    case 'order.completed':
      return complete(ledger, fact.id, (fact.payload as PayloadOf<'order.completed'>).payments);
    case 'cart.abandoned':
      return drop(ledger, ({ cartId }) => cartId === (fact.payload as PayloadOf<'cart.abandoned'>).cartId);
    case 'session.closed':
      return drop(ledger, () => true);
    case 'operator.signed':
      return endTraining(ledger, fact);
    default:
      return false;
  }
}

function request(ledger: PaymentLedger, fact: Envelope<PayloadOf<'payment.requested'>>): boolean {
  const { cartId, tender, direction, amount, currency, original = null } = fact.payload;
  if (ledger.payments.some(({ paymentId }) => paymentId === fact.id)) return false;
  const { training = false } = fact;
  // What went before on this cart and came to nothing is over with the next attempt.
  drop(ledger, (payment) => payment.cartId === cartId);
  ledger.payments.push({
    paymentId: fact.id,
    cartId,
    tender,
    direction,
    amount,
    currency,
    original,
    businessDate: fact.businessDate,
    training,
    state: 'asked',
    tip: 0,
    reference: null,
    undoing: false,
  });
  return true;
}

function settle(ledger: PaymentLedger, settled: PayloadOf<'payment.settled'>): boolean {
  const payment = ledger.payments.find(({ paymentId }) => paymentId === settled.paymentId);
  if (!payment) return false;
  const next = afterNews(payment.state, newsOf(settled.verdict));
  if (!next) return false;
  const before = payment.undoing;
  payment.undoing = next === 'unknown' && (before || payment.state === 'approved');
  payment.state = next;
  if (settled.reference) remember(ledger, payment.tender, settled.reference);
  if (next !== 'approved') return true;
  payment.amount = settled.amount;
  payment.tip = settled.tip ?? 0;
  payment.reference = settled.reference ?? payment.reference;
  if (!before) count(ledger, payment);
  return true;
}

function count({ references }: PaymentLedger, { direction, amount, reference, original }: LedgerPayment): void {
  const named = direction === 'sale' ? reference : original;
  const known = references.find((one) => one.reference === named);
  if (!known) return;
  if (direction === 'sale') known.taken = amount;
  else known.refunded = (known.refunded ?? 0) + amount;
}

/** Whoever stops training leaves nothing behind. */
function endTraining(ledger: PaymentLedger, fact: Envelope): boolean {
  const { verdict } = fact.payload as PayloadOf<'operator.signed'>;
  const before = ledger.payments.length;
  if (fact.training && verdict === 'out') ledger.payments = ledger.payments.filter(({ training }) => !training);
  return ledger.payments.length < before;
}

function remember(ledger: PaymentLedger, tender: string, reference: string): void {
  if (ledger.references.some((known) => known.tender === tender && known.reference === reference)) return;
  ledger.references.push({ tender, reference });
  if (ledger.references.length > REFERENCES_KEPT) ledger.references.shift();
}

function complete(ledger: PaymentLedger, cartId: string, payments: readonly { id: string }[]): boolean {
  const held = new Set(payments.map(({ id }) => id));
  const before = ledger.payments.length;
  ledger.payments = ledger.payments.filter(({ paymentId }) => !held.has(paymentId));
  return drop(ledger, (payment) => payment.cartId === cartId) || ledger.payments.length < before;
}

/** Drops payments that came to nothing. One that is approved or open stays until a ticket holds it or it is taken back. */
function drop(ledger: PaymentLedger, concerns: (payment: LedgerPayment) => boolean): boolean {
  const before = ledger.payments.length;
  ledger.payments = ledger.payments.filter(
    (payment) => !concerns(payment) || isOpen(payment.state) || payment.state === 'approved',
  );
  return ledger.payments.length < before;
}
