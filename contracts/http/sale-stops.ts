import Type, { type Static } from 'typebox';
import { SALE_STOP, SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import { Count, Id, Instant, Minor, Names, Text, Unit, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A stop, what it is of, and how much of it was sold so far, in smallest units, by how many receipts. */
export const SaleStopRow = Type.Object(
  {
    stop: SaleStopPublished,
    sku: Text,
    name: Text,
    names: Type.Optional(Names),
    unit: Unit,
    stoppedByName: Type.Union([Text, Type.Null()]),
    liftedByName: Type.Union([Text, Type.Null()]),
    receipts: Count,
    sold: Minor,
  },
  strict,
);
export type SaleStopRow = Static<typeof SaleStopRow>;

/** GET /sale-stops (register, permission `catalogue`): what holds first, then the newest. */
export const SaleStopList = Type.Object({ stops: Type.Array(SaleStopRow) }, strict);
export type SaleStopList = Static<typeof SaleStopList>;

/**
 * POST /sale-stops (register, permission `catalogue`): stops a product or a batch of it in every store. Its id is the caller's, so
 * that asking again is answered again; 409 `sale-stop-changed` for another of the same id, 409 `variant-unknown`.
 * POST /sale-stops/:stopId/lift ends it; once is enough.
 */
export const SaleStopRequest = Type.Object(SALE_STOP, strict);
export type SaleStopRequest = Static<typeof SaleStopRequest>;
export const SaleStopAnswer = Type.Object({ stop: SaleStopPublished }, strict);

/** One receipt's share of what was sold. */
export const SoldRow = Type.Object(
  {
    orderId: Uuid,
    receipt: Text,
    at: Instant,
    storeId: Id,
    storeName: Text,
    registerName: Text,
    quantity: Count,
    /** What came back of it, as far as its receipt is known. */
    returned: Count,
    member: Type.Boolean(),
    /** Null where it is not known. */
    batch: Type.Union([Text, Type.Null()]),
    /** Sold although it was stopped by then. */
    afterStop: Type.Boolean(),
  },
  strict,
);
export type SoldRow = Static<typeof SoldRow>;

/** What is left of it at a location. `batch`: of the batch alone, as far as batches are known there. */
export const LeftRow = Type.Object(
  {
    locationId: Id,
    storeName: Type.Union([Text, Type.Null()]),
    onHand: Minor,
    batch: Type.Union([Minor, Type.Null()]),
  },
  strict,
);
export type LeftRow = Static<typeof LeftRow>;

/** GET /sale-stops/:stopId/sold (register, permission `catalogue`), and the same `…/sold.csv` with every receipt: newest first. */
export const SoldAnswer = Type.Object(
  {
    row: SaleStopRow,
    sold: Type.Array(SoldRow),
    /** Receipts that are more than fit an answer. */
    more: Count,
    quantity: Count,
    returned: Count,
    left: Type.Array(LeftRow),
  },
  strict,
);
export type SoldAnswer = Static<typeof SoldAnswer>;
