import Type, { type Static } from 'typebox';
import { CustomerGroup, PriceList } from '#contracts/facts/pricing-facts.ts';
import { ImportAnswer } from '#contracts/http/api.ts';
import { CHANGE_MAX, Revision } from '#contracts/http/catalogue.ts';
import { Count, Id, Instant, Names, PositiveInteger, Text, Unit, Uuid, WholeAmount } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const changed = { changedAt: Type.Union([Instant, Type.Null()]), changedBy: Type.Union([Id, Type.Null()]) };

/** Codes of the registry of errors. */
const Faults = Type.Object({ ok: Type.Literal(false), faults: Type.Array(Id, { minItems: 1 }) }, strict);

/** `members` and `lists` count who is in it, and the price lists for it. */
export const CustomerGroupRow = Type.Object(
  { group: CustomerGroup, revision: PositiveInteger, members: Count, lists: Count, ...changed },
  strict,
);
export type CustomerGroupRow = Static<typeof CustomerGroupRow>;

/** GET /customer-groups (register, permission `prices`): by name, archived ones last. */
export const CustomerGroupList = Type.Object({ groups: Type.Array(CustomerGroupRow) }, strict);
export type CustomerGroupList = Static<typeof CustomerGroupList>;

/** PUT /customer-groups/:groupId (register, permission `prices`): makes a group (revision 0), or changes one that is still at it. */
export const CustomerGroupChange = Type.Object({ revision: Revision, group: CustomerGroup }, strict);
export type CustomerGroupChange = Static<typeof CustomerGroupChange>;
export const CustomerGroupAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: PositiveInteger }, strict),
  Type.Object(
    {
      ok: Type.Literal(false),
      conflict: Type.Object({ now: Type.Union([CustomerGroupRow, Type.Null()]) }, strict),
    },
    strict,
  ),
  Faults,
]);
export type CustomerGroupAnswer = Static<typeof CustomerGroupAnswer>;

/** GET /customer-groups/:groupId/members?offset=&limit= (register, permission `prices`): by card number. */
export const GroupMembersQuery = Type.Object(
  { offset: Type.Optional(Count), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) },
  strict,
);
export const GroupMembers = Type.Object(
  { members: Type.Array(Type.Object({ memberId: Id, name: Text, cardNumber: Id }, strict)), total: Count },
  strict,
);
export type GroupMembers = Static<typeof GroupMembers>;

const GroupOrNone = Type.Union([Id, Type.Null()]);
/**
 * PUT /members/:memberId/group (register, permission `prices`): puts a member into a group, or into none. `base` is the group they
 * were in for whoever asks; in another by now, nothing changes, and `now` says which.
 */
export const MemberGroupChange = Type.Object({ base: GroupOrNone, groupId: GroupOrNone }, strict);
export type MemberGroupChange = Static<typeof MemberGroupChange>;
export const MemberGroupAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true) }, strict),
  Type.Object({ ok: Type.Literal(false), now: GroupOrNone }, strict),
  Faults,
]);
export type MemberGroupAnswer = Static<typeof MemberGroupAnswer>;

/** `revision` is the version at which the list itself last changed, its prices apart; `entries` counts those. */
export const PriceListRow = Type.Object(
  { list: PriceList, revision: PositiveInteger, entries: Count, ...changed },
  strict,
);
export type PriceListRow = Static<typeof PriceListRow>;

/** GET /price-lists (register, permission `prices`): by priority, then name; archived ones last. `stores` are what lists may be for. */
export const PriceLists = Type.Object(
  {
    lists: Type.Array(PriceListRow),
    stores: Type.Array(
      Type.Object(
        {
          storeId: Id,
          name: Text,
          currency: Type.String(),
          digits: Type.Integer(),
          /** Others work there, and whoever asks does not: no list that holds there is theirs to change. */
          others: Type.Boolean(),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type PriceLists = Static<typeof PriceLists>;

/**
 * POST /price-lists/changes (register, permission `prices`): all of it or nothing. `list.base` is the list's revision (0 makes it),
 * `base` of a price the version that set it (0: the list names none). The same `changeId` again gets the first answer.
 */
export const PriceListChange = Type.Object(
  {
    changeId: Uuid,
    listId: Uuid,
    list: Type.Optional(Type.Object({ base: Revision, after: PriceList }, strict)),
    entries: Type.Array(
      Type.Object({ variantId: Id, base: Revision, amount: Type.Union([WholeAmount, Type.Null()]) }, strict),
      { maxItems: CHANGE_MAX },
    ),
  },
  strict,
);
export type PriceListChange = Static<typeof PriceListChange>;
/** A price that is another by now: null where the list names none. */
export const EntryConflict = Type.Object(
  {
    variantId: Id,
    now: Type.Union([Type.Object({ amount: Count, version: PositiveInteger }, strict), Type.Null()]),
    ...changed,
  },
  strict,
);
export type EntryConflict = Static<typeof EntryConflict>;
export const PriceListAnswer = Type.Union([
  /** The version of all that this change set; that before where it changed nothing. */
  Type.Object({ ok: Type.Literal(true), version: PositiveInteger }, strict),
  Type.Object(
    {
      ok: Type.Literal(false),
      conflicts: Type.Object(
        { list: Type.Union([PriceListRow, Type.Null()]), entries: Type.Array(EntryConflict) },
        strict,
      ),
    },
    strict,
  ),
  Faults,
]);
export type PriceListAnswer = Static<typeof PriceListAnswer>;

export const EntrySort = Type.Union([
  Type.Literal('name'),
  Type.Literal('sku'),
  Type.Literal('price'),
  Type.Literal('entry'),
]);
export type EntrySort = Static<typeof EntrySort>;
/**
 * GET /price-lists/:listId/entries?search=&categoryId=&shown=&sort=&descending=&offset=&limit= (register, permission `prices`): products
 * with the price book's price and the price that the list names. The price book is that of a store that the list is for and that has its
 * currency: the register's, or the first; `price` is null where there is none. `shown`: `named` by the list (default),
 * or `all` products.
 */
export const EntryQuery = Type.Object(
  {
    search: Type.Optional(Type.String({ maxLength: 200 })),
    categoryId: Type.Optional(Id),
    shown: Type.Optional(Type.Union([Type.Literal('named'), Type.Literal('all')])),
    sort: Type.Optional(EntrySort),
    descending: Type.Optional(Type.Boolean()),
    offset: Type.Optional(Count),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  strict,
);
export type EntryQuery = Static<typeof EntryQuery>;
export const EntryRow = Type.Object(
  {
    variantId: Id,
    sku: Text,
    name: Text,
    names: Type.Optional(Names),
    unit: Unit,
    categoryId: Id,
    undiscountable: Type.Boolean(),
    price: Type.Union([Count, Type.Null()]),
    /** Null where the list names none. */
    amount: Type.Union([Count, Type.Null()]),
    /** 0 without an amount. */
    version: Count,
  },
  strict,
);
export type EntryRow = Static<typeof EntryRow>;
export const EntryList = Type.Object({ rows: Type.Array(EntryRow), total: Count }, strict);
export type EntryList = Static<typeof EntryList>;

/**
 * POST /price-lists/:listId/import (register, permission `prices`): a part of a file of prices; `amount` null takes a price off the
 * list. Good rows go in, others are refused with their reason; the same again changes nothing. With `dryRun` nothing is changed
 * and the answer (`EntryImportAnswer`) says what would be.
 */
export const EntryImport = Type.Object(
  {
    rows: Type.Array(
      Type.Object({ line: PositiveInteger, sku: Text, amount: Type.Union([WholeAmount, Type.Null()]) }, strict),
      { maxItems: CHANGE_MAX },
    ),
    dryRun: Type.Boolean(),
  },
  strict,
);
export type EntryImport = Static<typeof EntryImport>;
export const EntryImportAnswer = Type.Object(
  {
    ...ImportAnswer.properties,
    /** Prices that are other than they were, with the version that sets them; null where the list names none. */
    rows: Type.Array(
      Type.Object(
        {
          line: PositiveInteger,
          variantId: Id,
          sku: Text,
          name: Text,
          before: Type.Union([Count, Type.Null()]),
          after: Type.Union([Count, Type.Null()]),
          version: Count,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type EntryImportAnswer = Static<typeof EntryImportAnswer>;

/** GET /price-lists/:listId/history (register, permission `prices`): its latest changes, newest first. */
export const PriceListHistory = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          version: PositiveInteger,
          at: Instant,
          by: Type.Union([Id, Type.Null()]),
          /** As it was from then on; null where only prices changed. */
          list: Type.Union([PriceList, Type.Null()]),
          /** Prices that were set, and taken off. */
          set: Count,
          removed: Count,
        },
        strict,
      ),
    ),
  },
  strict,
);
export type PriceListHistory = Static<typeof PriceListHistory>;
