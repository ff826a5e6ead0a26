import Type, { type Static } from 'typebox';
import { Payment } from '#contracts/facts/order-completed.ts';
import { Count, Id, Minor, parseJson, Uuid } from '#contracts/schema.ts';
import type { ItemStorage } from '#renderer/store/till-store.ts';

const strict = { additionalProperties: false };

const Kept = Type.Object(
  {
    cartId: Uuid,
    taken: Type.Array(
      Type.Object(
        {
          payment: Payment,
          rounding: Minor,
          /** Its instrument is store credit that comes to be with this ticket. */
          issued: Type.Optional(Type.Literal(true)),
        },
        strict,
      ),
    ),
    postVoid: Type.Optional(
      Type.Object(
        {
          orderId: Uuid,
          reason: Id,
          overrideId: Type.Optional(Uuid),
          /** How many lines that sale has: all of them must come back. */
          lines: Count,
        },
        strict,
      ),
    ),
  },
  strict,
);

/**
 * What was done about paying a cart and stands in no fact yet: money taken (cash, a typed card slip, a gift card), and whether
 * its completion voids an earlier sale. Payments by third parties are the host's.
 */
export type KeptPayments = Static<typeof Kept>;

/** Keeps it over a restart of the window. */
export interface PaymentKeep {
  load(cartId: string): KeptPayments;
  save(kept: KeptPayments): void;
  drop(cartId: string): void;
}

const PREFIX = 'omnitill-payments-';

export type TakenPayment = KeptPayments['taken'][number];

export function noKeptPayments(cartId: string): KeptPayments {
  return { cartId, taken: [] };
}

/** The keep of this machine's window. What cannot be read is as if nothing was kept. */
export function createPaymentKeep(storage: ItemStorage): PaymentKeep {
  return {
    load(cartId) {
      const kept = parseJson(Kept, storage.getItem(PREFIX + cartId) ?? 'null');
      return kept.ok && kept.value.cartId === cartId ? kept.value : noKeptPayments(cartId);
    },
    save(kept) {
      if (kept.taken.length === 0 && !kept.postVoid) storage.removeItem(PREFIX + kept.cartId);
      else storage.setItem(PREFIX + kept.cartId, JSON.stringify(kept));
    },
    drop: (cartId) => storage.removeItem(PREFIX + cartId),
  };
}
