import Type, { type Static } from 'typebox';
import { Count, CurrencyCode, Id, Instant, Names, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A group of members who buy at the same prices. */
export const CustomerGroup = Type.Object(
  {
    groupId: Id,
    name: Text,
    names: Type.Optional(Names),
    /** Nobody is put into it any more, and no list is for it. */
    archived: Type.Optional(Type.Literal(true)),
  },
  strict,
);
export type CustomerGroup = Static<typeof CustomerGroup>;

/** `customer-group.published`, made by the server: a group, whole, as it is from now on. */
export const CustomerGroupPublished = Type.Object({ group: CustomerGroup, revision: PositiveInteger }, strict);
export type CustomerGroupPublished = Static<typeof CustomerGroupPublished>;

/** `member.grouped`, made by the server: the one group that a member is in from now on; null for none. */
export const MemberGrouped = Type.Object({ memberId: Id, groupId: Type.Union([Id, Type.Null()]) }, strict);
export type MemberGrouped = Static<typeof MemberGrouped>;

/** What a list takes off (`domain/pricing/price-list.ts`). */
export const PriceRule = Type.Object(
  {
    categoryId: Type.Optional(Id),
    ppm: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    ending: Type.Optional(
      Type.Object({ end: Count, step: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }, strict),
    ),
  },
  strict,
);

/** A price list but for the prices that it names. */
export const PriceList = Type.Object(
  {
    listId: Uuid,
    name: Text,
    names: Type.Optional(Names),
    currency: CurrencyCode,
    groupIds: Type.Array(Id, { minItems: 1, maxItems: 100 }),
    storeIds: Type.Union([Type.Array(Id, { minItems: 1, maxItems: 1000 }), Type.Null()]),
    from: Type.Union([Instant, Type.Null()]),
    until: Type.Union([Instant, Type.Null()]),
    priority: Type.Integer({ minimum: 0, maximum: 999 }),
    rules: Type.Array(PriceRule, { maxItems: 200 }),
    /** Over for good. */
    archived: Type.Optional(Type.Literal(true)),
  },
  strict,
);
export type PriceList = Static<typeof PriceList>;

/**
 * `price-list.published`, made by the server: what of a list is another from now on. `version` counts the list's changes; a large
 * one is several facts of one version. `list` is there where it changed, `entries` are the prices it names, null for one it no
 * longer does.
 */
export const PriceListPublished = Type.Object(
  {
    changeId: Type.Optional(Uuid),
    listId: Uuid,
    version: PositiveInteger,
    list: Type.Optional(PriceList),
    entries: Type.Array(Type.Object({ variantId: Id, amount: Type.Union([Count, Type.Null()]) }, strict), {
      maxItems: 1000,
    }),
  },
  strict,
);
export type PriceListPublished = Static<typeof PriceListPublished>;
