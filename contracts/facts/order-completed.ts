import Type, { type Static } from 'typebox';
import { Count, Id, Instant, Minor, Quantity, Text, Unit, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const Discount = Type.Object(
  {
    id: Id,
    kind: Type.Union([Type.Literal('percent'), Type.Literal('amount')]),
    value: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    reason: Id,
  },
  strict,
);

export const Adjustment = Type.Object(
  {
    source: Type.Union([Type.Literal('line-discount'), Type.Literal('cart-discount')]),
    discountId: Id,
    reason: Id,
    amount: Minor,
  },
  strict,
);

export const TaxLine = Type.Object({ code: Id, ratePpm: Count, base: Minor, amount: Minor }, strict);

export const OrderLine = Type.Object(
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
    discounts: Type.Array(Discount, { maxItems: 50 }),
    listAmount: Minor,
    adjustments: Type.Array(Adjustment, { maxItems: 200 }),
    amount: Minor,
    taxes: Type.Array(TaxLine, { maxItems: 10 }),
  },
  strict,
);

export const Payment = Type.Object({ id: Uuid, tender: Id, tendered: Minor, change: Minor, amount: Minor }, strict);

export const ReceiptNumber = Type.Object({ series: Id, number: Type.Integer({ minimum: 1 }) }, strict);

const draft = {
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  pricesIncludeTax: Type.Boolean(),
  taxVersion: Count,
  engineVersion: Count,
  cartOpenedAt: Instant,
  memberId: Type.Optional(Id),
  lines: Type.Array(OrderLine, { minItems: 1, maxItems: 2000 }),
  discounts: Type.Array(Discount, { maxItems: 50 }),
  taxes: Type.Array(TaxLine, { maxItems: 50 }),
  taxTotal: Minor,
  total: Minor,
  rounding: Minor,
  payments: Type.Array(Payment, { minItems: 1, maxItems: 50 }),
};

/** `order.completed` as a window asks for it: without its receipt number. */
export const OrderDraft = Type.Object(draft, strict);
/** `order.completed`, version 1. The fact's id is the order's id. */
export const OrderCompleted = Type.Object({ receipt: ReceiptNumber, ...draft }, strict);
export type OrderCompleted = Static<typeof OrderCompleted>;
