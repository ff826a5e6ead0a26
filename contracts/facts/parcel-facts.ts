import Type, { type Static } from 'typebox';
import { LINES_MAX } from '#contracts/facts/stock-facts.ts';
import { Id, PositiveInteger, Quantity, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What is in a parcel: of lines of its fulfilment, by what was picked for them. */
export const ParcelLines = Type.Array(Type.Object({ lineId: Id, variantId: Id, quantity: Quantity }, strict), {
  minItems: 1,
  maxItems: LINES_MAX,
});

/**
 * `parcel.labelled`, made by the server: a carrier takes what is packed, under a number by which it is followed. Weight in grams. Whom it
 * goes to stands in the order's delivery.
 */
export const ParcelLabelled = Type.Object(
  {
    parcelId: Uuid,
    fulfilmentId: Uuid,
    locationId: Id,
    lines: ParcelLines,
    grams: PositiveInteger,
    carrier: Id,
    tracking: Text,
    trackingUrl: Type.Optional(Type.String({ maxLength: 500 })),
  },
  strict,
);

/** `parcel.cancelled`, made by the server: its carrier does not take it any more; what was in it may be packed anew. */
export const ParcelCancelled = Type.Object({ parcelId: Uuid, fulfilmentId: Uuid }, strict);

export type ParcelLabelled = Static<typeof ParcelLabelled>;
export type ParcelCancelled = Static<typeof ParcelCancelled>;
