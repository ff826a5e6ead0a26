import Type, { type Static } from 'typebox';
import { ImportAnswer, ProductRow } from '#contracts/http/api.ts';
import { Count, Id, Instant, Minor, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';
import { PublishedCategory, PublishedVariant } from '#contracts/views/catalogue.ts';

const strict = { additionalProperties: false };

/** Counts up with every change of an entity; 0 is one that is not there yet. */
export const Revision = Count;
/** Most entities of one change. */
export const CHANGE_MAX = 1000;

/**
 * A price of one store, from now or from `effectiveAt` on. `base` is the version of the price that would be in force then without
 * it: that of `StorePrice`, or where some are `ahead`, that of the last of them not after `effectiveAt`; 0 where there is none.
 * An `amount` of null takes back the price that was to begin at `effectiveAt`; `base` is that one's version. Another amount for an
 * instant that has one already replaces it. All of a change's bases are of before the change.
 */
export const PriceChange = Type.Object(
  {
    storeId: Id,
    variantId: Id,
    base: Revision,
    amount: Type.Union([Count, Type.Null()]),
    effectiveAt: Type.Optional(Instant),
  },
  strict,
);
export type PriceChange = Static<typeof PriceChange>;

/**
 * POST /catalogue/changes (register, permission `catalogue`; prices need `prices`): all of it or nothing. `base` is the revision that
 * each entity had when it was changed. The same `changeId` again gets the first answer.
 */
export const CatalogueChange = Type.Object(
  {
    changeId: Uuid,
    categories: Type.Array(Type.Object({ base: Revision, after: PublishedCategory }, strict), { maxItems: CHANGE_MAX }),
    variants: Type.Array(Type.Object({ base: Revision, after: PublishedVariant }, strict), { maxItems: CHANGE_MAX }),
    prices: Type.Array(PriceChange, { maxItems: CHANGE_MAX }),
  },
  strict,
);
export type CatalogueChange = Static<typeof CatalogueChange>;

export const EntityKind = Type.Union([Type.Literal('category'), Type.Literal('variant'), Type.Literal('price')]);
/** What stands in the way of a change: the entity as it is now, who made it so and when. A price's id is `storeId/variantId`. */
export const ChangeConflict = Type.Object(
  {
    entity: EntityKind,
    id: Type.String({ maxLength: 140 }),
    revision: Revision,
    current: Type.Unknown(),
    by: Type.Union([Id, Type.Null()]),
    at: Type.Union([Instant, Type.Null()]),
  },
  strict,
);
export type ChangeConflict = Static<typeof ChangeConflict>;
/** Something in a change that cannot be: `code` is from the registry of errors, `entity` and `id` say where. */
export const ChangeFault = Type.Object(
  { entity: EntityKind, id: Type.String({ maxLength: 140 }), code: Id, message: Text },
  strict,
);
export type ChangeFault = Static<typeof ChangeFault>;
/** 200. Refusals are values too, so that a form can show them beside what was entered. */
export const ChangeAnswer = Type.Union([
  Type.Object(
    {
      ok: Type.Literal(true),
      /** By `entity/id`. */
      revisions: Type.Record(Type.String(), PositiveInteger),
    },
    strict,
  ),
  Type.Object(
    { ok: Type.Literal(false), conflicts: Type.Array(ChangeConflict), faults: Type.Array(ChangeFault) },
    strict,
  ),
]);
export type ChangeAnswer = Static<typeof ChangeAnswer>;

/**
 * A price as it stands in a store, and what was published to follow it, soonest first. Without one in force yet (null, version 0)
 * the first is still ahead.
 */
export const StorePrice = Type.Object(
  {
    storeId: Id,
    amount: Type.Union([Count, Type.Null()]),
    version: Count,
    ahead: Type.Array(Type.Object({ amount: Count, version: PositiveInteger, effectiveAt: Instant }, strict)),
  },
  strict,
);
export type StorePrice = Static<typeof StorePrice>;

/** A variant as the back office lists it. */
export const ProductListRow = Type.Object(
  {
    variant: PublishedVariant,
    revision: PositiveInteger,
    categoryName: Text,
    prices: Type.Array(StorePrice),
    /** In the asking register's location. */
    onHand: Minor,
    /** Where it lies there, by the place's name and its id. */
    place: Type.Optional(Text),
    placeId: Type.Optional(Id),
    changedAt: Type.Union([Instant, Type.Null()]),
    changedBy: Type.Union([Id, Type.Null()]),
  },
  strict,
);
export type ProductListRow = Static<typeof ProductListRow>;

export const ProductSort = Type.Union([
  Type.Literal('name'),
  Type.Literal('sku'),
  Type.Literal('category'),
  Type.Literal('price'),
  Type.Literal('on-hand'),
  Type.Literal('changed'),
]);
export type ProductSort = Static<typeof ProductSort>;
/**
 * GET /catalogue/products?search=&categoryId=&status=&sort=&descending=&offset=&limit= (register, permission `catalogue`): rows of one
 * window of the list, and how long it is. `status` is `active` (default), `archived` or `all`.
 */
export const ProductQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 200 })),
    categoryId: Type.Optional(Id),
    status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('archived'), Type.Literal('all')])),
    sort: Type.Optional(ProductSort),
    descending: Type.Optional(Type.Boolean()),
    offset: Type.Optional(Count),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  strict,
);
export type ProductQuery = Static<typeof ProductQuery>;
export const ProductList = Type.Object({ rows: Type.Array(ProductListRow), total: Count }, strict);
export type ProductList = Static<typeof ProductList>;

/** GET /catalogue/categories (register, permission `catalogue`). */
export const CategoryListAnswer = Type.Object(
  {
    categories: Type.Array(
      Type.Object({ category: PublishedCategory, revision: PositiveInteger, variants: Count }, strict),
    ),
    /** Tax categories that every store has, and stores with their currency, for forms. */
    taxCategories: Type.Array(Id),
    stores: Type.Array(
      Type.Object(
        {
          ...{ storeId: Id, name: Text, currency: Type.String(), digits: Type.Integer() },
          ...{ pricesIncludeTax: Type.Boolean(), timeZone: Type.String() },
        },
        strict,
      ),
    ),
  },
  strict,
);
export type CategoryListAnswer = Static<typeof CategoryListAnswer>;

/** GET /catalogue/variants/:variantId (register, permission `catalogue`): the row, every version it had, and its prices, newest first. */
export const VariantHistory = Type.Object(
  {
    row: ProductListRow,
    versions: Type.Array(
      Type.Object(
        {
          revision: PositiveInteger,
          at: Instant,
          by: Type.Union([Id, Type.Null()]),
          variant: PublishedVariant,
        },
        strict,
      ),
    ),
    prices: Type.Array(
      Type.Object(
        {
          storeId: Id,
          version: PositiveInteger,
          amount: Count,
          publishedAt: Instant,
          effectiveAt: Type.Union([Instant, Type.Null()]),
          by: Type.Union([Id, Type.Null()]),
          /** It was ahead, and was taken back before it came into force. */
          withdrawn: Type.Optional(Type.Object({ at: Instant, by: Type.Union([Id, Type.Null()]) }, strict)),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type VariantHistory = Static<typeof VariantHistory>;

/** What an import makes of a row that is not as it was: the variant before (null for a new one) and after, its prices and its place. */
export const ImportedProduct = Type.Object(
  {
    line: Count,
    before: Type.Union([PublishedVariant, Type.Null()]),
    after: PublishedVariant,
    /** At which the variant stands then. */
    revision: Revision,
    prices: Type.Array(
      Type.Object(
        {
          storeId: Id,
          /** What there would be without it; null for none. */
          before: Type.Union([Count, Type.Null()]),
          after: Count,
          version: PositiveInteger,
          /** Null for now. */
          effectiveAt: Type.Union([Instant, Type.Null()]),
          /** Whether a price that was to begin at the same instant gives way. */
          isReplaced: Type.Boolean(),
        },
        strict,
      ),
    ),
    /** Where it lies in the register's store, by the place's id; null for nowhere. */
    place: Type.Optional(
      Type.Object({ before: Type.Union([Id, Type.Null()]), after: Type.Union([Id, Type.Null()]) }, strict),
    ),
  },
  strict,
);
export type ImportedProduct = Static<typeof ImportedProduct>;
export const CatalogueImportAnswer = Type.Object(
  { ...ImportAnswer.properties, rows: Type.Array(ImportedProduct) },
  strict,
);
export type CatalogueImportAnswer = Static<typeof CatalogueImportAnswer>;

/**
 * POST /catalogue/import (register, permissions `catalogue` and `prices`): a part of a file of products, as POST /import/products
 * takes it; answers `CatalogueImportAnswer`. With `dryRun` nothing is changed and the answer says what would be. Refused are rows with stock or
 * another price of a store in which the operator does not work, and rows with stock without the permission `stock-adjust`.
 */
export const CatalogueImport = Type.Object(
  {
    rows: Type.Array(ProductRow, { maxItems: CHANGE_MAX }),
    dryRun: Type.Boolean(),
    /** In a dry run: skus that earlier parts of the file bring, so that rows may name them. */
    planned: Type.Array(Text, { maxItems: CHANGE_MAX }),
  },
  strict,
);
export type CatalogueImport = Static<typeof CatalogueImport>;

/**
 * GET /catalogue/price-changes?from=&to= (register, permission `labels`): products whose price in the register's store becomes
 * another in a time, from one instant to before another, which may be ahead: what needs a new label.
 */
export const PriceChangesQuery = Type.Object({ from: Instant, to: Instant }, strict);
export const PriceChanges = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          variantId: Id,
          /** Before the time; null where it had none. */
          was: Type.Union([Count, Type.Null()]),
          amount: Count,
          /** Since when, or from when on. */
          at: Instant,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type PriceChanges = Static<typeof PriceChanges>;

/**
 * GET /catalogue/variants/:variantId/descriptions (register): by language, `{}` without any. They are looked up one product at a time,
 * as a customer asks: with every till's catalogue they would be most of it.
 */
export const VariantDescriptions = Type.Object(
  { descriptions: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 5000 })) },
  strict,
);
export type VariantDescriptions = Static<typeof VariantDescriptions>;
