import Type from 'typebox';
import { StoredValueClass } from '#contracts/facts/order-completed.ts';
import { Count, Id, Minor, PositiveAmount, Text, Uuid } from '#contracts/schema.ts';
import { done, failed } from './answer.ts';

const strict = { additionalProperties: false };

/** What a window asks of the host about money that others take or hold: terminals and wallets, gift cards and store credit. */
export const PAYMENT_METHODS = {
  /** Journals `payment.requested`, then asks the terminal or wallet. How it goes on stands in `HostStatus.payments`. */
  'payment.start': {
    input: Type.Object(
      {
        paymentId: Uuid,
        cartId: Uuid,
        tender: Id,
        direction: Type.Union([Type.Literal('sale'), Type.Literal('refund')]),
        amount: PositiveAmount,
        /** Reference of the payment that is refunded. */
        original: Type.Optional(Text),
        /** What was scanned from the customer's wallet. */
        code: Type.Optional(Text),
        /** What allows a refund that the operator's role does not. */
        overrideId: Type.Optional(Uuid),
      },
      strict,
    ),
    output: done,
  },
  /** Asks the terminal what became of a payment. */
  'payment.ask': { input: Type.Object({ paymentId: Uuid }, strict), output: done },
  /** Asks to give up a payment under way; what becomes of it is up to the terminal. */
  'payment.cancel': { input: Type.Object({ paymentId: Uuid }, strict), output: done },
  /** Takes back an approved payment. */
  'payment.void': { input: Type.Object({ paymentId: Uuid }, strict), output: done },
  /** What a person read off the terminal, when it can't be asked. */
  'payment.decide': {
    input: Type.Object(
      {
        paymentId: Uuid,
        verdict: Type.Union([Type.Literal('approved'), Type.Literal('declined')]),
        reference: Type.Optional(Text),
        overrideId: Type.Optional(Uuid),
      },
      strict,
    ),
    output: done,
  },
  /**
   * What a gift card, store credit or voucher holds, and how much of it this register may spend now: online all of it that no
   * other register was granted (it is granted then), offline what is left of an earlier grant. A ticket that spends more is refused.
   */
  'value.check': {
    input: Type.Object({ instrument: Id, want: Type.Optional(Count) }, strict),
    output: Type.Union([
      Type.Object(
        {
          ok: Type.Literal(true),
          class: StoredValueClass,
          /** Null while there is no network and it was never seen. */
          balance: Type.Union([Minor, Type.Null()]),
          available: Count,
          online: Type.Boolean(),
        },
        strict,
      ),
      failed,
    ]),
  },
} as const;
