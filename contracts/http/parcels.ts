import Type, { type Static } from 'typebox';
import { ParcelLines } from '#contracts/facts/parcel-facts.ts';
import { Id, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What was packed; `parcelId` names it, so that asking again makes no second parcel. Weight in grams. */
export const ParcelChange = Type.Object({ parcelId: Uuid, grams: PositiveInteger, lines: ParcelLines }, strict);
export type ParcelChange = Static<typeof ParcelChange>;

/** What a parcel's label says. */
export const ParcelLabel = Type.Object(
  {
    parcelId: Uuid,
    number: Text,
    grams: PositiveInteger,
    carrier: Id,
    tracking: Text,
    service: Type.String(),
    route: Type.String(),
    to: Type.Array(Type.String()),
    from: Type.Array(Type.String()),
  },
  strict,
);
export type ParcelLabel = Static<typeof ParcelLabel>;

/**
 * `carrier-missing`: none is connected; `parcel-goods`: some of it does not lie picked for this order, or is packed already;
 * `parcel-address`: nobody knows whom it goes to; `parcel-over`: it left, or was cancelled. The others are the carrier's.
 */
const ParcelFault = Type.Union([
  Type.Literal('carrier-missing'),
  Type.Literal('carrier-unreachable'),
  Type.Literal('carrier-address'),
  Type.Literal('carrier-refused'),
  Type.Literal('parcel-unknown'),
  Type.Literal('parcel-goods'),
  Type.Literal('parcel-address'),
  Type.Literal('parcel-over'),
]);
export type ParcelFault = Static<typeof ParcelFault>;

const Refused = Type.Object({ ok: Type.Literal(false), code: ParcelFault }, strict);
export const ParcelAnswer = Type.Union([Type.Object({ ok: Type.Literal(true), label: ParcelLabel }, strict), Refused]);
export type ParcelAnswer = Static<typeof ParcelAnswer>;

export const ParcelCancelAnswer = Type.Union([Type.Object({ ok: Type.Literal(true) }, strict), Refused]);
export type ParcelCancelAnswer = Static<typeof ParcelCancelAnswer>;
