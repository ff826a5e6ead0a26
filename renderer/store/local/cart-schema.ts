import Type, { type TUnsafe } from 'typebox';
import { Discount, LINE_FIELDS, ReturnLine } from '#contracts/facts/order-completed.ts';
import { Id, Instant, PositiveInteger, Uuid } from '#contracts/schema.ts';
import type { Cart } from '#domain/order/cart.ts';

const strict = { additionalProperties: false };

const Note = Type.Object({ id: Uuid, text: Type.String({ maxLength: 100_000 }) }, strict);

const CART = {
  id: Id,
  operatorId: Id,
  openedAt: Instant,
  lines: Type.Array(Type.Object({ ...LINE_FIELDS, note: Type.Optional(Note) }, strict)),
  discounts: Type.Array(Discount),
  memberId: Type.Optional(Id),
  groupId: Type.Optional(Id),
  returns: Type.Optional(Type.Array(ReturnLine)),
  taxExemption: Type.Optional(
    Type.Object({ reason: Id, overrideId: Type.Optional(Uuid), certificate: Type.Optional(Note) }, strict),
  ),
  note: Type.Optional(Note),
  ageChecked: Type.Optional(PositiveInteger),
};

/** A cart as it was saved. One that does not fit, saved by another version of the till, is not taken up again. */
export const StoredCartJson: TUnsafe<Cart> = Type.Unsafe<Cart>(
  Type.Object(
    {
      ...CART,
      depositOn: Type.Optional(Type.Object(CART, strict)),
      accountPayment: Type.Optional(PositiveInteger),
    },
    strict,
  ),
);
