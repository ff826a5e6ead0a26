import Type, { type Static } from 'typebox';
import {
  Count,
  CurrencyCode,
  Id,
  Instant,
  Marks,
  PositiveInteger,
  Text,
  Unit,
  Uuid,
  WholeAmount,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

const Line = Type.Object(
  {
    lineId: Id,
    variantId: Id,
    sku: Text,
    name: Text,
    unit: Unit,
    /** What the customer pays for all that was ordered of it, and how much that is. */
    amount: WholeAmount,
    ordered: PositiveInteger,
    minimumAge: Type.Optional(PositiveInteger),
    /** Where it lies in the store, as far as somebody said. */
    placeId: Type.Optional(Id),
    substitution: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('ask'), Type.Literal('allowed')])),
    /** `domain/fulfilment/fulfilment-sums.ts` */
    assigned: Count,
    released: Count,
    picked: Count,
    short: Count,
    handedOver: Count,
    shipped: Count,
    putBack: Count,
    /** What was picked in its place. */
    substitutes: Type.Optional(
      Type.Array(Type.Object({ variantId: Id, sku: Text, name: Text, quantity: PositiveInteger }, strict)),
    ),
  },
  strict,
);

/** What tills check a pickup's code by: PBKDF2 with HMAC-SHA-256, salt and hash in base64url. */
export const PickupHash = Type.Object(
  { salt: Type.String(), iterations: Type.Integer({ minimum: 1, maximum: 1_000_000 }), hash: Type.String() },
  strict,
);
export type PickupHash = Static<typeof PickupHash>;

const Parcel = Type.Object(
  {
    parcelId: Uuid,
    carrier: Id,
    tracking: Text,
    trackingUrl: Type.Optional(Type.String()),
    grams: PositiveInteger,
    lines: Type.Array(Type.Object({ lineId: Id, variantId: Id, quantity: PositiveInteger }, strict)),
  },
  strict,
);

/**
 * What a store is to do of an order, in its feed until nothing is expected of it any more, and what is needed to hand it over without a
 * network. Its sums count exactly the facts up to `marks`; a till adds its own above them.
 */
export const FulfilmentView = Type.Object(
  {
    fulfilmentId: Uuid,
    orderId: Uuid,
    number: Text,
    channelId: Id,
    channelName: Text,
    method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
    locationId: Id,
    placedAt: Instant,
    assignedAt: Instant,
    promisedBy: Type.Optional(Instant),
    /** When it is given up if nobody comes. */
    keptUntil: Type.Optional(Instant),
    /** As the customer is called; nothing else of them. */
    customerName: Type.Optional(Text),
    /** How messages reach them; `none`: somebody has to call. */
    reach: Type.Optional(Type.Union([Type.Literal('e-mail'), Type.Literal('text'), Type.Literal('none')])),
    memberId: Type.Optional(Id),
    note: Type.Optional(Text),
    lines: Type.Array(Line),
    accepted: Type.Boolean(),
    refused: Type.Boolean(),
    readied: Type.Boolean(),
    expired: Type.Boolean(),
    bags: Type.Optional(PositiveInteger),
    placeId: Type.Optional(Id),
    /** Other fulfilments that the same customer fetches here, to be picked and handed over with it. */
    together: Type.Optional(Type.Array(Uuid)),
    /** Who works on it. */
    claimedBy: Type.Optional(Id),
    /** What the customer still has to pay before it is handed over, minor units. */
    toPay: WholeAmount,
    currency: CurrencyCode,
    pickup: Type.Optional(PickupHash),
    /** What is packed and labelled, and has not left. */
    parcels: Type.Optional(Type.Array(Parcel)),
    marks: Marks,
  },
  strict,
);
export type FulfilmentView = Static<typeof FulfilmentView>;
