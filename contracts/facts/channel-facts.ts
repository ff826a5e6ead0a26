import Type, { type Static } from 'typebox';
import { Id, Instant, PositiveInteger, Text, Uuid, WholeAmount, WholeQuantity } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const Nullable = <T extends Parameters<typeof Type.Array>[0]>(of: T) => Type.Union([of, Type.Null()]);

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

/** `listing.published`, made by the server: what a channel offers of variants from an instant on (at once without one). */
export const ListingPublished = Type.Object(
  {
    channelId: Id,
    changeId: Type.Optional(Id),
    effectiveAt: Type.Optional(Instant),
    listings: Type.Array(
      Type.Object(
        {
          variantId: Id,
          status: Type.Union([Type.Literal('published'), Type.Literal('unpublished')]),
          /** Its price there, minor units; null: as its store sells it. */
          amount: Nullable(WholeAmount),
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
      Type.Object({ variantId: Id, locationId: Nullable(Id), quantity: Nullable(WholeQuantity) }, strict),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
);

export type ChannelKind = Static<typeof ChannelKind>;
export type ChannelPublished = Static<typeof ChannelPublished>;
export type ListingPublished = Static<typeof ListingPublished>;
export type SafetyStockPublished = Static<typeof SafetyStockPublished>;
