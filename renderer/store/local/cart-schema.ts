import Type, { type TUnsafe } from 'typebox';
import { Discount } from '#contracts/facts/order-completed.ts';
import { Count, Id, Instant, Quantity, Text, Unit } from '#contracts/schema.ts';
import type { Cart } from '#domain/order/cart.ts';

const strict = { additionalProperties: false };

/** A cart as it was saved. One that does not fit, saved by another version of the till, is not taken up again. */
export const StoredCartJson: TUnsafe<Cart> = Type.Unsafe<Cart>(
  Type.Object(
    {
      id: Id,
      operatorId: Id,
      openedAt: Instant,
      lines: Type.Array(
        Type.Object(
          {
            id: Id,
            variantId: Id,
            sku: Text,
            name: Text,
            unit: Unit,
            taxCategory: Id,
            quantity: Quantity,
            unitPrice: Count,
            priceVersion: Count,
            discounts: Type.Array(Discount),
          },
          strict,
        ),
      ),
      discounts: Type.Array(Discount),
      memberId: Type.Optional(Id),
    },
    strict,
  ),
);
