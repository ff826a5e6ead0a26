import Type, { type Static } from 'typebox';
import {
  Amount,
  BusinessDate,
  Count,
  CurrencyCode,
  Id,
  Instant,
  Minor,
  PositiveInteger,
  Quantity,
  Text,
  Unit,
  Uuid,
  WholeAmount,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const Discount = Type.Object(
  {
    id: Id,
    kind: Type.Union([Type.Literal('percent'), Type.Literal('amount')]),
    value: PositiveInteger,
    reason: Id,
    overrideId: Type.Optional(Uuid),
  },
  strict,
);

export const Adjustment = Type.Object(
  {
    source: Type.Union([
      Type.Literal('line-discount'),
      Type.Literal('cart-discount'),
      /** The included tax that an exempt customer does not pay; `discountId` is empty. */
      Type.Literal('tax-exemption'),
    ]),
    discountId: Type.String({ maxLength: 64 }),
    reason: Id,
    amount: Amount,
  },
  strict,
);

export const TaxLine = Type.Object({ code: Id, ratePpm: Count, base: Minor, amount: Minor }, strict);
/** The tax of one line, or of one ticket. */
const TicketTax = Type.Object({ ...TaxLine.properties, base: Amount, amount: Amount }, strict);

export const VariantQuantity = Type.Object({ variantId: Id, quantity: Quantity }, strict);

export const PriceOverride = Type.Object(
  { listPrice: WholeAmount, reason: Id, overrideId: Type.Optional(Uuid) },
  strict,
);

/** The price list of the member's group that gave a line's price; `basePrice` is what the price book says. */
export const LinePriceList = Type.Object(
  {
    listId: Uuid,
    name: Text,
    version: PositiveInteger,
    /** Missing where a rule of the list gave the price. */
    entryVersion: Type.Optional(PositiveInteger),
    basePrice: WholeAmount,
  },
  strict,
);

/** How a weight was found; a tare is the scale's alone. */
export const Weighing = Type.Object(
  {
    by: Type.Union([Type.Literal('scale'), Type.Literal('hand')]),
    tareGrams: Type.Optional(PositiveInteger),
  },
  strict,
);

export const StoredValueClass = Type.Union([
  Type.Literal('gift-card'),
  Type.Literal('store-credit'),
  Type.Literal('voucher'),
  Type.Literal('points'),
]);

/** What a line is before it is settled; a cart's line has a `note` besides. */
export const LINE_FIELDS = {
  id: Id,
  variantId: Id,
  sku: Text,
  name: Text,
  unit: Unit,
  taxCategory: Id,
  quantity: Quantity,
  unitPrice: WholeAmount,
  priceVersion: Count,
  discounts: Type.Array(Discount, { maxItems: 50 }),
  priceSource: Type.Optional(Type.Union([Type.Literal('entered'), Type.Literal('label')])),
  labelAmount: Type.Optional(WholeAmount),
  priceOverride: Type.Optional(PriceOverride),
  priceList: Type.Optional(LinePriceList),
  weighing: Type.Optional(Weighing),
  linkedTo: Type.Optional(Id),
  unlisted: Type.Optional(
    Type.Object({ categoryId: Id, gtin: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })) }, strict),
  ),
  archived: Type.Optional(Type.Literal(true)),
  checkedStops: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
  serial: Type.Optional(Text),
  batch: Type.Optional(Text),
  expiry: Type.Optional(BusinessDate),
  parts: Type.Optional(Type.Array(VariantQuantity, { maxItems: 100 })),
  minimumAge: Type.Optional(PositiveInteger),
  undiscountable: Type.Optional(Type.Boolean()),
  storedValue: Type.Optional(Type.Literal('gift-card')),
  instrument: Type.Optional(Id),
};

export const OrderLine = Type.Object(
  {
    ...LINE_FIELDS,
    noteId: Type.Optional(Uuid),
    /** What of the ticket's order it is left for: it is not carried out, and moves no stock here. */
    deliveryId: Type.Optional(Id),
    listAmount: Amount,
    adjustments: Type.Array(Adjustment, { maxItems: 200 }),
    amount: Amount,
    taxes: Type.Array(TicketTax, { maxItems: 10 }),
  },
  strict,
);

export const Condition = Type.Union([
  Type.Literal('restock'),
  Type.Literal('damaged'),
  Type.Literal('quarantine'),
  /** It never left: nothing comes back, and what was bought is cancelled. */
  Type.Literal('undelivered'),
]);

export const ReturnLine = Type.Object(
  {
    id: Id,
    source: Type.Union([Type.Object({ orderId: Uuid, receipt: Text, lineId: Id }, strict), Type.Null()]),
    variantId: Id,
    sku: Text,
    name: Text,
    unit: Unit,
    taxCategory: Id,
    quantity: Quantity,
    amount: Amount,
    taxes: Type.Array(TicketTax, { maxItems: 10 }),
    reason: Id,
    condition: Condition,
    parts: Type.Optional(Type.Array(VariantQuantity, { maxItems: 100 })),
    serial: Type.Optional(Text),
    overrideId: Type.Optional(Uuid),
    /** Of a gift card that was sold or topped up: its value is taken back with the line. */
    storedValue: Type.Optional(Type.Literal('gift-card')),
    instrument: Type.Optional(Id),
  },
  strict,
);

export const Payment = Type.Object(
  {
    id: Uuid,
    tender: Id,
    tendered: Amount,
    change: Amount,
    amount: Amount,
    tip: Type.Optional(WholeAmount),
    foreign: Type.Optional(Type.Object({ currency: CurrencyCode, tendered: Amount, ratePpm: PositiveInteger }, strict)),
    reference: Type.Optional(Text),
    instrument: Type.Optional(Id),
    balance: Type.Optional(Minor),
    accountId: Type.Optional(Id),
  },
  strict,
);

export const ReceiptNumber = Type.Object({ series: Id, number: Type.Integer({ minimum: 1 }) }, strict);

const draft = {
  currency: CurrencyCode,
  pricesIncludeTax: Type.Boolean(),
  taxVersion: Count,
  engineVersion: Count,
  cartOpenedAt: Instant,
  memberId: Type.Optional(Id),
  lines: Type.Array(OrderLine, { maxItems: 2000 }),
  returns: Type.Optional(Type.Array(ReturnLine, { minItems: 1, maxItems: 2000 })),
  discounts: Type.Array(Discount, { maxItems: 50 }),
  taxExemption: Type.Optional(
    Type.Object({ reason: Id, overrideId: Type.Optional(Uuid), certificateId: Type.Optional(Uuid) }, strict),
  ),
  noteId: Type.Optional(Uuid),
  taxes: Type.Array(TicketTax, { maxItems: 50 }),
  taxTotal: Amount,
  total: Amount,
  rounding: Amount,
  payments: Type.Array(Payment, { maxItems: 50 }),
  /** The order for what is not carried out; its `order.placed` is journalled with the ticket. */
  placed: Type.Optional(
    Type.Object(
      {
        orderId: Uuid,
        number: Text,
        deliveries: Type.Array(
          Type.Object(
            {
              id: Id,
              method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
              storeId: Type.Optional(Id),
            },
            strict,
          ),
          { minItems: 1, maxItems: 50 },
        ),
      },
      strict,
    ),
  ),
};

/** `order.completed` as a window asks for it: without its receipt number. */
export const OrderDraft = Type.Object(draft, strict);
/** `order.completed`, version 1: a ticket. The fact's id is the order's id. */
export const OrderCompleted = Type.Object(
  {
    receipt: ReceiptNumber,
    ...draft,
    /** Made by the server when goods of an online order left, in its channel's journal: what was sold moved with the fulfilment. */
    fulfilmentId: Type.Optional(Uuid),
    /** The online order. */
    onlineOrderId: Type.Optional(Uuid),
  },
  strict,
);
export type OrderCompleted = Static<typeof OrderCompleted>;
