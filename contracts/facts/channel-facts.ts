import Type, { type Static } from 'typebox';
import { Id, Instant, Nullable, PositiveInteger, Text, Uuid, WholeAmount, WholeQuantity } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const ChannelKind = Type.Union([
  Type.Literal('woocommerce'),
  Type.Literal('shopify'),
  Type.Literal('generic'),
  /** Orders that tills take for what leaves later. */
  Type.Literal('till'),
]);

/**
 * `channel.published`, made by the server: a channel, whole, as it is from now on. What it signs in with is kept by the server and
 * stands in no fact.
 */
export const ChannelPublished = Type.Object(
  {
    channelId: Id,
    kind: ChannelKind,
    name: Text,
    /** The store that sells through it: its currency, taxes and receipts. */
    storeId: Id,
    /** Its journal, which the server keeps, as that of a register of the store (`register.enrolled` stands before it). */
    journalId: Uuid,
    /** Where its shop system is reached. */
    url: Type.Optional(Type.String({ maxLength: 500 })),
    status: Type.Union([Type.Literal('active'), Type.Literal('paused'), Type.Literal('archived')]),
    /** Locations whose stock it sells, in the merchant's own order. */
    locationIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }),
    /** What decides between locations that can do the same (`domain/fulfilment/route-order.ts`). */
    rules: Type.Array(Id, { maxItems: 10 }),
    /** Pieces of each variant that it never sells at a location, where nothing else is said. */
    safetyStock: WholeQuantity,
    /** By location, where it is another there. */
    safetyStockAt: Type.Optional(Type.Record(Type.String(), WholeQuantity)),
    /** The tender that money it took is booked with. */
    tender: Id,
    /** Hours until what is ready for pickup is promised, and days that it is kept. */
    readyWithinHours: PositiveInteger,
    keptDays: PositiveInteger,
    /** Whether postage is given back with the last line of an order. */
    refundShipping: Type.Union([Type.Literal('never'), Type.Literal('whole-order'), Type.Literal('always')]),
    revision: PositiveInteger,
  },
  strict,
);

export const ListingStatus = Type.Union([Type.Literal('published'), Type.Literal('unpublished')]);
const ListingField = Type.Union([Type.Literal('status'), Type.Literal('amount')]);

/**
 * `listing.published`, made by the server: what a channel offers of variants from an instant on (at once without one). What is left out
 * stays as it is.
 */
export const ListingPublished = Type.Object(
  {
    channelId: Id,
    effectiveAt: Type.Optional(Instant),
    listings: Type.Array(
      Type.Object(
        {
          variantId: Id,
          /** Null: nothing is said of it any more. */
          status: Type.Optional(Nullable(ListingStatus)),
          /** What a customer pays for it there with taxes, minor units; null: what they pay in its store. */
          amount: Type.Optional(Nullable(WholeAmount)),
          /** What was to begin at this instant and does not. */
          withdrawn: Type.Optional(Type.Array(ListingField, { minItems: 1, maxItems: 2 })),
        },
        strict,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
);

/** `safety-stock.published`, made by the server: pieces that a channel never sells of a variant at a location (null: at each). */
export const SafetyStockPublished = Type.Object(
  {
    channelId: Id,
    entries: Type.Array(
      Type.Object(
        {
          variantId: Id,
          locationId: Nullable(Id),
          /** Null: as many as of every product. */
          quantity: Nullable(WholeQuantity),
        },
        strict,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
);

export type ChannelKind = Static<typeof ChannelKind>;
export type ChannelPublished = Static<typeof ChannelPublished>;
export type ListingPublished = Static<typeof ListingPublished>;
export type SafetyStockPublished = Static<typeof SafetyStockPublished>;
