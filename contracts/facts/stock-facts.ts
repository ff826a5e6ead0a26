import Type, { type Static } from 'typebox';
import {
  Amount,
  BusinessDate,
  Count,
  Id,
  Marks,
  PositiveInteger,
  Quantity,
  Text,
  Uuid,
  WholeAmount,
  WholeQuantity,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };
/** Lines that a fact may have. */
export const LINES_MAX = 1000;

/** What tells goods of one variant apart: where within the location, the batch (GS1 AI 10), the last day of sale (AI 15, 17). */
const lot = {
  placeId: Type.Optional(Id),
  batch: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  expiry: Type.Optional(BusinessDate),
};

/**
 * `stock.received`: goods came into a location; quantities in smallest units. `quantity` is what can be sold and goes on the
 * shelf, `damaged` came with it and does not. `cost` is what the supplier asks for both together without tax, minor units;
 * without it the last known cost holds. `expected` is what the delivery note or the purchase order says.
 */
export const StockReceived = Type.Object(
  {
    locationId: Id,
    reason: Id,
    purchaseOrderId: Type.Optional(Id),
    supplierId: Type.Optional(Id),
    /** As the supplier numbers it. */
    deliveryNote: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    lines: Type.Array(
      Type.Object(
        {
          variantId: Id,
          quantity: Amount,
          ...lot,
          damaged: Type.Optional(Quantity),
          expected: Type.Optional(Count),
          cost: Type.Optional(WholeAmount),
        },
        strict,
      ),
      { minItems: 1, maxItems: LINES_MAX },
    ),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/** `stock.adjusted`: somebody says that stock changed, and why; `quantity` is signed, in smallest units. */
export const StockAdjusted = Type.Object(
  {
    locationId: Id,
    reason: Id,
    lines: Type.Array(Type.Object({ variantId: Id, quantity: Amount, ...lot }, strict), {
      minItems: 1,
      maxItems: LINES_MAX,
    }),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/** `stock.sent`: goods left a location for another; until they are accepted there they are in transit. */
export const StockSent = Type.Object(
  {
    transferId: Uuid,
    fromLocationId: Id,
    toLocationId: Id,
    lines: Type.Array(Type.Object({ lineId: Uuid, variantId: Id, quantity: Quantity, ...lot }, strict), {
      minItems: 1,
      maxItems: LINES_MAX,
    }),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/**
 * `stock.accepted`: what of a transfer arrived. `quantity` goes on the shelf, `damaged` arrived and does not. `complete` says
 * that nothing more is to come: what is missing then is lost on the way.
 */
export const StockAccepted = Type.Object(
  {
    transferId: Uuid,
    locationId: Id,
    lines: Type.Array(
      Type.Object({ variantId: Id, quantity: WholeQuantity, damaged: Type.Optional(Quantity), ...lot }, strict),
      { maxItems: LINES_MAX },
    ),
    complete: Type.Boolean(),
  },
  strict,
);

/** `stock.returned`: goods went back to their supplier; `credit` is what it will give for them, minor units. */
export const StockReturned = Type.Object(
  {
    locationId: Id,
    supplierId: Id,
    reason: Id,
    purchaseOrderId: Type.Optional(Id),
    lines: Type.Array(
      Type.Object({ variantId: Id, quantity: Quantity, credit: Type.Optional(WholeAmount), ...lot }, strict),
      { minItems: 1, maxItems: LINES_MAX },
    ),
    noteId: Type.Optional(Uuid),
  },
  strict,
);

/**
 * `count.recorded`: "so many here, now". `known` is what facts the device had of each journal when it was said, its own
 * included (`domain/stock/count.ts`).
 */
export const CountRecorded = Type.Object(
  {
    countId: Uuid,
    locationId: Id,
    placeId: Id,
    round: PositiveInteger,
    known: Marks,
    /** Empty only with `complete`. */
    lines: Type.Array(Type.Object({ variantId: Id, quantity: WholeQuantity }, strict), { maxItems: LINES_MAX }),
    /** This is all: what is to be counted in this round, and nobody found at the place, is not there. */
    complete: Type.Optional(Type.Literal(true)),
  },
  strict,
);

/** `count.planned`, made by the server: what is to be counted, whole, as it is from now on. */
export const CountPlanned = Type.Object(
  {
    countId: Uuid,
    locationId: Id,
    name: Text,
    /** `full` is all that the location sells, `rolling` what is due today. */
    kind: Type.Union([
      Type.Literal('full'),
      Type.Literal('category'),
      Type.Literal('place'),
      Type.Literal('rolling'),
      Type.Literal('chosen'),
    ]),
    placeIds: Type.Array(Id, { minItems: 1, maxItems: 100 }),
    sellingPlaceId: Id,
    /** What `category` counts. */
    categoryIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
    /** What is counted, where it is not all of the categories or of the location. */
    variantIds: Type.Optional(Type.Array(Id, { maxItems: 10_000 })),
    blind: Type.Boolean(),
    round: PositiveInteger,
    status: Type.Union([Type.Literal('open'), Type.Literal('closed'), Type.Literal('cancelled')]),
  },
  strict,
);

/** `count.approved`, made by the server: differences of a count that are booked, each with why and as of which facts. */
export const CountApproved = Type.Object(
  {
    countId: Uuid,
    locationId: Id,
    operatorId: Id,
    adjustments: Type.Array(
      Type.Object(
        {
          variantId: Id,
          quantity: Amount,
          asOf: Marks,
          shrinkage: Type.Array(Type.Object({ reason: Id, quantity: Amount }, strict), { maxItems: 20 }),
        },
        strict,
      ),
      { minItems: 1, maxItems: LINES_MAX },
    ),
  },
  strict,
);

/** `supplier.published`, made by the server: a supplier, whole, as it is from now on. */
export const SupplierPublished = Type.Object(
  {
    supplierId: Id,
    name: Text,
    email: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
    leadTimeDays: Type.Integer({ minimum: 0, maximum: 365 }),
    /** Least value of an order, minor units. */
    minimumOrder: Type.Optional(Count),
    /** How it is ordered from (`domain/stock/supply-terms.ts` has what holds where nothing is said). */
    reviewDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
    coverDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
    serviceLevelPpm: Type.Optional(Type.Integer({ minimum: 500_000, maximum: 999_999 })),
    /** What it sells: its own number, pack size, least quantity (smallest units), price of one pack without tax. */
    items: Type.Array(
      Type.Object(
        {
          variantId: Id,
          supplierSku: Type.Optional(Text),
          packSize: Quantity,
          minimumQuantity: Count,
          packCost: WholeAmount,
        },
        strict,
      ),
      { maxItems: 5000 },
    ),
    status: Type.Union([Type.Literal('active'), Type.Literal('archived')]),
  },
  strict,
);

/** `purchase-order.published`, made by the server: an order to a supplier, whole, as it is from now on. */
export const PurchaseOrderPublished = Type.Object(
  {
    purchaseOrderId: Id,
    supplierId: Id,
    locationId: Id,
    /** Counted per chain, for people. */
    number: PositiveInteger,
    status: Type.Union([
      Type.Literal('draft'),
      Type.Literal('sent'),
      Type.Literal('closed'),
      Type.Literal('cancelled'),
    ]),
    expectedOn: Type.Optional(BusinessDate),
    lines: Type.Array(
      Type.Object({ variantId: Id, quantity: Quantity, packSize: Quantity, packCost: WholeAmount }, strict),
      { maxItems: LINES_MAX },
    ),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    /** As it now stands it is e-mailed to this address. */
    mailTo: Type.Optional(Type.String({ format: 'email', maxLength: 200 })),
  },
  strict,
);

export type StockReceived = Static<typeof StockReceived>;
export type StockAdjusted = Static<typeof StockAdjusted>;
export type StockSent = Static<typeof StockSent>;
export type StockAccepted = Static<typeof StockAccepted>;
export type StockReturned = Static<typeof StockReturned>;
export type CountRecorded = Static<typeof CountRecorded>;
export type CountPlanned = Static<typeof CountPlanned>;
export type CountApproved = Static<typeof CountApproved>;
export type SupplierPublished = Static<typeof SupplierPublished>;
export type PurchaseOrderPublished = Static<typeof PurchaseOrderPublished>;
