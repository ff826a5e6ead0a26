import Type, { type Static } from 'typebox';
import { CustomerGroup, PriceList } from '#contracts/facts/pricing-facts.ts';
import { ParkedCart } from '#contracts/facts/sale-facts.ts';
import { SALE_STOP } from '#contracts/facts/sale-stop-facts.ts';
import { CountPlanned } from '#contracts/facts/stock-facts.ts';
import { Count, CurrencyCode, Id, Instant, Marks, Minor, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';
import { PublishedCategory, PublishedVariant } from '#contracts/views/catalogue.ts';
import { FulfilmentView } from '#contracts/views/fulfilment.ts';

const strict = { additionalProperties: false };

const CataloguePage = Type.Object({ variants: Type.Array(PublishedVariant) }, strict);
const CategoryList = Type.Object({ categories: Type.Array(PublishedCategory) }, strict);
/**
 * Rows of `[variantId, amount, version]`, in force when the page was made; `lows` has `[variantId, amount]` where the price was
 * lower than that within the 30 days before (Directive 98/6/EC, article 6a). `ahead` has `[variantId, amount, version, effectiveAt,
 * low]`, what comes into force later, so that a till has it by then; `low` is that of its own 30 days, null where none was lower.
 */
const PricePage = Type.Object(
  {
    prices: Type.Array(Type.Tuple([Id, Count, Count])),
    lows: Type.Optional(Type.Array(Type.Tuple([Id, Count]))),
    ahead: Type.Optional(Type.Array(Type.Tuple([Id, Count, Count, Instant, Type.Union([Count, Type.Null()])]))),
  },
  strict,
);
/** Rows of `[variantId, onHand, committed]`; all of them count exactly the facts up to `marks`. */
const StockPage = Type.Object(
  { marks: Marks, asOf: Instant, stock: Type.Array(Type.Tuple([Id, Minor, Minor])) },
  strict,
);
/** One variant's figure, newer than its page while its document's position is higher. */
const StockOverlay = Type.Object(
  { marks: Marks, asOf: Instant, variantId: Id, onHand: Minor, committed: Minor },
  strict,
);
/** How far the server has durably taken one journal. */
const Watermark = Type.Object({ journalId: Id, registerId: Id, seq: Count }, strict);
/** A cart that any register of the store may take up; `notes` has its free texts by id. */
const ParkedCartView = Type.Object(
  {
    parkId: Uuid,
    registerId: Id,
    /** What the store calls that register. */
    registerName: Type.Optional(Text),
    operatorId: Id,
    at: Instant,
    total: Minor,
    cart: ParkedCart,
    notes: Type.Record(Type.String(), Text),
  },
  strict,
);
/** A count that is open: what is to be counted, and since when. */
const CountPlanView = Type.Object({ plan: CountPlanned, at: Instant }, strict);
/** What is not to be sold in any store of the chain. */
const SaleStopView = Type.Object({ ...SALE_STOP, stoppedAt: Instant }, strict);
/** The least data about a member that finds and serves them at a till (ADR 33). */
const MemberCard = Type.Object(
  {
    memberId: Id,
    /** Where it is not known: the end of their phone number, or what else they are called by. */
    name: Text,
    cardNumber: Id,
    /** Their customer group. */
    groupId: Type.Optional(Id),
    /** The last four digits of their phone number. */
    phoneEnd: Type.Optional(Text),
    /** Keyed hashes of phone number and e-mail address: whoever says one exactly is found by it. */
    keys: Type.Optional(Type.Array(Id)),
    tags: Type.Optional(Type.Array(Text)),
    /** Of their profile. */
    revision: Type.Optional(PositiveInteger),
    /** The member whom they are one person with, and are served as. */
    mergedInto: Type.Optional(Id),
    /** What they have in points when this was made, by currency; and what they earned in twelve months. */
    points: Type.Optional(Type.Array(Type.Tuple([CurrencyCode, Minor]))),
    earned: Type.Optional(Minor),
  },
  strict,
);
export type MemberCard = Static<typeof MemberCard>;
/** A price list, also ahead of its time; `version` is that at which it last changed, its prices apart. */
const PriceListView = Type.Object({ ...PriceList.properties, version: PositiveInteger }, strict);
/** Prices that lists name, of one page of variants: by list, rows of `[variantId, amount, version]`. */
const PriceListPage = Type.Object(
  {
    lists: Type.Array(
      Type.Object({ listId: Uuid, entries: Type.Array(Type.Tuple([Id, Count, PositiveInteger])) }, strict),
    ),
  },
  strict,
);

/** The data of every kind of view document. */
export const VIEW_KINDS = {
  'catalogue-page': CataloguePage,
  'category-list': CategoryList,
  'price-page': PricePage,
  'stock-page': StockPage,
  'stock-overlay': StockOverlay,
  watermark: Watermark,
  'parked-cart': ParkedCartView,
  'count-plan': CountPlanView,
  fulfilment: FulfilmentView,
  'sale-stop': SaleStopView,
  'member-card': MemberCard,
  'customer-group': CustomerGroup,
  'price-list': PriceListView,
  'price-list-page': PriceListPage,
} as const;
export type ViewKind = keyof typeof VIEW_KINDS;
export type ViewData<K extends ViewKind> = Static<(typeof VIEW_KINDS)[K]>;

/**
 * A view document as it travels and as RxDB keeps it. `id` is `kind/key` (`stock-page/17`, `stock-overlay/V1`);
 * `data` is JSON text of `VIEW_KINDS[kind]` (packed pages arrive an order of magnitude faster as one string);
 * `position` is where it stands in its feed.
 */
export const ViewDocument = Type.Object(
  {
    id: Type.String({ maxLength: 100 }),
    kind: Type.String({ maxLength: 40 }),
    position: Count,
    data: Type.String(),
    _deleted: Type.Boolean(),
  },
  strict,
);
export type ViewDocument = Static<typeof ViewDocument>;

/** Version of the view documents. A till that finds another in its store pulls a new copy beside the old and switches when it is complete. */
export const VIEWS_VERSION = 2;
