import Type, { type Static } from 'typebox';
import { ProfilePatch } from '#contracts/member/profile.ts';
import {
  BusinessDate,
  Count,
  CurrencyCode,
  Id,
  Instant,
  Minor,
  Nullable,
  PositiveInteger,
  Text,
  Uuid,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/**
 * GET /members/:memberId (register, permission `members`): what is known of a member and would be erased, and what stays: their
 * receipts, without a name. `owed` is what their account comes to, in minor units of the register's store; `mailed` counts addresses
 * that receipts were sent to. 404 for one who is not there, or was erased.
 */
export const MemberKnown = Type.Object(
  {
    memberId: Id,
    cardNumber: Id,
    /** What they are called here, where their name is not known too. */
    shownName: Text,
    name: Type.Optional(Text),
    phone: Type.Optional(Text),
    email: Type.Optional(Text),
    tags: Type.Array(Text),
    /** Of the profile: a change names it. */
    revision: PositiveInteger,
    /** What was said of fields before two people changed them without having seen each other's words, newest first. */
    before: Type.Array(Type.Object({ at: Instant, by: Nullable(Id), was: ProfilePatch }, strict)),
    /** Members who were merged into this one. */
    merges: Type.Array(
      Type.Object(
        { mergeId: Uuid, memberId: Id, shownName: Text, cardNumber: Id, at: Instant, by: Nullable(Id) },
        strict,
      ),
    ),
    /** What they said to each purpose last. */
    consents: Type.Array(
      Type.Object(
        {
          purposeId: Id,
          given: Type.Boolean(),
          textVersion: PositiveInteger,
          language: Text,
          channel: Text,
          at: Instant,
          by: Nullable(Id),
        },
        strict,
      ),
    ),
    mailed: Count,
    receipts: Count,
    lastReceiptOn: Nullable(BusinessDate),
    owed: Minor,
  },
  strict,
);
export type MemberKnown = Static<typeof MemberKnown>;

/** GET /members/:memberId/history?cursor= (register, permission `members`). */
export const MemberHistoryQuery = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }, strict);

/**
 * What a member, and whoever was merged with them, bought or brought back: receipts of every store, and online orders of every channel (for
 * which their channel's own tickets stand in no row). `number` is the receipt's or the order's, `total` is in minor units of `currency`.
 */
export const HistoryRow = Type.Object(
  {
    kind: Type.Union([Type.Literal('receipt'), Type.Literal('online-order')]),
    orderId: Uuid,
    number: Text,
    at: Instant,
    /** Of the store or the channel. */
    place: Text,
    /** The first thing on it, and how many there are. */
    first: Type.String(),
    items: Count,
    total: Minor,
    currency: CurrencyCode,
  },
  strict,
);
export type HistoryRow = Static<typeof HistoryRow>;

/** Newest first; `next` is the cursor of what follows. */
export const MemberHistory = Type.Object({ rows: Type.Array(HistoryRow), next: Nullable(Type.String()) }, strict);
export type MemberHistory = Static<typeof MemberHistory>;

/** POST /members/:memberId/erase (register, permission `member-erase`). 200; `faults` are codes of the registry of errors. */
export const EraseAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true) }, strict),
  Type.Object({ ok: Type.Literal(false), faults: Type.Array(Id, { minItems: 1 }) }, strict),
]);
export type EraseAnswer = Static<typeof EraseAnswer>;

/** A member in a list of those who seem to be one person. */
export const LikelyMember = Type.Object({ memberId: Id, shownName: Text, cardNumber: Id, receipts: Count }, strict);
export type LikelyMember = Static<typeof LikelyMember>;

/**
 * GET /members/duplicates (register, permission `member-merge`): members who seem to be one person and why, surest first. The same phone
 * number, e-mail address or card is 100; names are alike by so many per cent.
 */
export const Duplicates = Type.Object(
  {
    pairs: Type.Array(
      Type.Object(
        {
          members: Type.Tuple([LikelyMember, LikelyMember]),
          reason: Type.Union([
            Type.Literal('phone'),
            Type.Literal('email'),
            Type.Literal('card'),
            Type.Literal('name'),
          ]),
          score: Type.Integer({ minimum: 0, maximum: 100 }),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type Duplicates = Static<typeof Duplicates>;

/** POST /members/merge, POST /members/part (register, permission `member-merge`): two are one person, or are not. */
export const MergeRequest = Type.Object({ keptId: Id, mergedId: Id }, strict);
/** POST /members/unmerge (likewise). */
export const UnmergeRequest = Type.Object({ mergeId: Uuid }, strict);
export const MergeAnswer = EraseAnswer;
export type MergeAnswer = EraseAnswer;
