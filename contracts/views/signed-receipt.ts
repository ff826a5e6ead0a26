import Type, { type Static } from 'typebox';
import { CurrencyCode, Id, Instant, Minor, Quantity, Text, Uuid } from '#contracts/schema.ts';

/** What the code on a receipt says: enough to take goods back by it. Lines are missing where a ticket has too many for one code. */
export const SignedReceipt = Type.Object(
  {
    journalId: Uuid,
    orderId: Uuid,
    receipt: Text,
    at: Instant,
    currency: CurrencyCode,
    total: Minor,
    /** Rows of `[lineId, variantId, quantity, amount with tax]`, in the order's order. */
    lines: Type.Array(Type.Tuple([Id, Id, Quantity, Minor])),
  },
  { additionalProperties: false },
);
export type SignedReceipt = Static<typeof SignedReceipt>;
