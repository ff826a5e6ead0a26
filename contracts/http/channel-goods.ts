import Type, { type Static } from 'typebox';
import { ListingStatus } from '#contracts/facts/channel-facts.ts';
import {
  Count,
  CurrencyCode,
  Id,
  Instant,
  Nullable,
  PositiveInteger,
  Text,
  Unit,
  WholeAmount,
  WholeQuantity,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

const SafetyEntry = Type.Object({ locationId: Nullable(Id), quantity: WholeQuantity }, strict);

/** What is said of a product in a channel: null says nothing. Safety stock is that of the product alone, at a location or (null) at each. */
export const Listing = Type.Object(
  { status: Nullable(ListingStatus), amount: Nullable(WholeAmount), safetyStock: Type.Array(SafetyEntry) },
  strict,
);
export type Listing = Static<typeof Listing>;

/** A product at a location; `expected` is what registers that are not heard of are expected to have sold. */
const GoodsPlace = Type.Object(
  {
    locationId: Id,
    onHand: Type.Integer(),
    committed: Type.Integer(),
    staged: Type.Integer(),
    safetyStock: WholeQuantity,
    expected: Count,
    sellable: Count,
  },
  strict,
);

/** A product as a channel sells it: what is offered, what may be sold, and what the channel was last told of both. */
export const ChannelGoods = Type.Object(
  {
    variantId: Id,
    sku: Text,
    name: Text,
    unit: Unit,
    listing: Listing,
    /** What a customer pays in the store that sells, with taxes; null: it has no price there. */
    storeAmount: Nullable(Count),
    /** What is to follow, by its instant. */
    ahead: Type.Array(
      Type.Object(
        {
          effectiveAt: Instant,
          status: Type.Optional(Nullable(ListingStatus)),
          amount: Type.Optional(Nullable(WholeAmount)),
        },
        strict,
      ),
    ),
    places: Type.Array(GoodsPlace),
    sellable: Count,
    told: Nullable(Count),
    toldAt: Nullable(Instant),
    /** Whether its shop system has it, as far as anybody knows. */
    known: Type.Boolean(),
    /** The channel believes something else than what is so. */
    differs: Type.Boolean(),
    /** What the shop system said when it was last told, where it did not take it. */
    fault: Nullable(Text),
  },
  strict,
);
export type ChannelGoods = Static<typeof ChannelGoods>;

/** GET /channels/:channelId/stock: products that its locations have or that something is said of, by their ids after one. */
export const GoodsQuery = Type.Object(
  {
    after: Type.Optional(Id),
    search: Type.Optional(Type.String({ maxLength: 200 })),
    /** Only those that the channel believes something else of. */
    only: Type.Optional(Type.Literal('differs')),
  },
  strict,
);
export type GoodsQuery = Static<typeof GoodsQuery>;
/** `next` is where the next page begins. Dates are meant on the clocks of the store that sells. */
export const ChannelGoodsList = Type.Object(
  {
    rows: Type.Array(ChannelGoods),
    next: Nullable(Id),
    currency: Type.Object({ code: CurrencyCode, digits: Count }, strict),
    timeZone: Text,
  },
  strict,
);
export type ChannelGoodsList = Static<typeof ChannelGoodsList>;

/** POST /channels/:channelId/stock/push: tells it again what it offers and may sell; of some products, or of all. */
export const PushRequest = Type.Object(
  { variantIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000 })) },
  strict,
);

/** `was` is what stood there when it was decided; it is left out where that does not matter. `to` missing: what was to begin does not. */
const change = <T extends Parameters<typeof Type.Array>[0]>(of: T) =>
  Type.Object({ was: Type.Optional(Nullable(of)), to: Type.Optional(Nullable(of)) }, strict);

/** What is to be otherwise of a product in a channel, named by its id or its sku; fields that are left out stay as they are. */
export const ListingChange = Type.Object(
  {
    /** Of a file. */
    line: Type.Optional(PositiveInteger),
    variantId: Type.Optional(Id),
    sku: Type.Optional(Text),
    status: Type.Optional(change(ListingStatus)),
    amount: Type.Optional(change(WholeAmount)),
    safetyStock: Type.Optional(
      Type.Array(
        Type.Object(
          { locationId: Nullable(Id), was: Type.Optional(Nullable(WholeQuantity)), to: Nullable(WholeQuantity) },
          strict,
        ),
        { maxItems: 1000 },
      ),
    ),
  },
  strict,
);
export type ListingChange = Static<typeof ListingChange>;

export const LISTINGS_MAX = 200;
/**
 * PUT /channels/:channelId/listings (register, permission `channels`): publishes, unpublishes and prices products in a channel, at once
 * or from an instant on (safety stock always at once). Each is taken or refused by itself; what others changed of other fields stays.
 * The same again changes nothing. `dryRun` says what would be.
 */
export const ListingsRequest = Type.Object(
  {
    dryRun: Type.Boolean(),
    effectiveAt: Type.Optional(Instant),
    changes: Type.Array(ListingChange, { minItems: 1, maxItems: LISTINGS_MAX }),
  },
  strict,
);
export type ListingsRequest = Static<typeof ListingsRequest>;

/** `back` takes it back; null where nothing changed. `code` is of the registry of errors. */
export const ListingsAnswer = Type.Object(
  {
    done: Type.Array(
      Type.Object(
        {
          line: Nullable(PositiveInteger),
          variantId: Id,
          sku: Text,
          name: Text,
          before: Listing,
          after: Listing,
          back: Nullable(ListingChange),
        },
        strict,
      ),
    ),
    refused: Type.Array(Type.Object({ line: Nullable(PositiveInteger), key: Text, code: Id, reason: Text }, strict)),
  },
  strict,
);
export type ListingsAnswer = Static<typeof ListingsAnswer>;
