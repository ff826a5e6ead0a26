import Type, { type Static } from 'typebox';
import { Count, CurrencyCode, Id, Instant, Minor, Nullable, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/**
 * What somebody says became of an exception: `as-it-is` it was right, `corrected` something else put it right, `written-off` the
 * difference is borne, `followed-up` it was taken up with whom it concerns.
 */
export const ResolveChoice = Type.Union([
  Type.Literal('as-it-is'),
  Type.Literal('corrected'),
  Type.Literal('followed-up'),
  Type.Literal('written-off'),
]);
export type ResolveChoice = Static<typeof ResolveChoice>;
export const RESOLVE_CHOICES: readonly ResolveChoice[] = ResolveChoice.anyOf.map((literal) => literal.const);

/**
 * What is done about a promise that no shelf covers (`promise-uncovered`), by settling it: another location promises it, something else
 * (`sku`) is sold in its place for the same, or it is cancelled and given back.
 */
export const UncoveredChoice = Type.Union([
  Type.Literal('other-store'),
  Type.Literal('substitute'),
  Type.Literal('cancel-line'),
]);
export type UncoveredChoice = Static<typeof UncoveredChoice>;
export const UNCOVERED_CHOICES: readonly UncoveredChoice[] = UncoveredChoice.anyOf.map((literal) => literal.const);

/** Something that booked and that a person must look at, or has; `about` is what it concerns, where that is known. */
export const ExceptionRow = Type.Object(
  {
    exceptionId: Uuid,
    code: Id,
    storeId: Id,
    storeName: Text,
    openedAt: Instant,
    status: Type.Union([Type.Literal('open'), Type.Literal('resolved')]),
    /** How often it came: more than once of one that was settled and came again. */
    times: PositiveInteger,
    /** In minor units of `currency`. */
    amount: Nullable(Minor),
    currency: CurrencyCode,
    journalId: Nullable(Uuid),
    seq: Nullable(Count),
    detail: Type.Record(Type.String(), Type.Unknown()),
    about: Type.Object(
      {
        receipt: Type.Optional(Text),
        variantId: Type.Optional(Id),
        /** An online order. */
        order: Type.Optional(Type.Object({ orderId: Uuid, number: Text }, strict)),
      },
      strict,
    ),
    /** Of one that is settled; by null: by the server, from what it heard. */
    settled: Nullable(
      Type.Object({ at: Instant, by: Nullable(Id), choice: Id, note: Type.Optional(Type.String()) }, strict),
    ),
  },
  strict,
);
export type ExceptionRow = Static<typeof ExceptionRow>;

/**
 * GET /reports/exceptions?status=&store=&order= (register, permission `reports`): the newest 500 of the register's store, of another or
 * of `all` in which the operator works; those of one online order where it is named. GET /reports/exceptions/open: how many are open
 * there, in the register's store.
 */
export const ExceptionQuery = Type.Object(
  {
    status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('resolved')])),
    store: Type.Optional(Id),
    order: Type.Optional(Uuid),
  },
  strict,
);
export const ExceptionList = Type.Array(ExceptionRow);
export const OpenExceptions = Type.Object({ open: Count }, strict);

/** POST /reports/exceptions/:exceptionId/resolve (register, permission `exceptions`, in a store where the operator works). */
export const ResolveChange = Type.Object(
  {
    choice: Type.Union([ResolveChoice, UncoveredChoice]),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
    /** Of another store: which, where one is chosen. */
    locationId: Type.Optional(Id),
    /** Of a substitute: its SKU or barcode. */
    sku: Type.Optional(Type.String({ maxLength: 64 })),
  },
  strict,
);
export type ResolveChange = Static<typeof ResolveChange>;
/** 200. A conflict: somebody settled it first, as it stands now. */
export const ResolveAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true) }, strict),
  Type.Object({ ok: Type.Literal(false), conflict: Type.Object({ now: ExceptionRow }, strict) }, strict),
]);
export type ResolveAnswer = Static<typeof ResolveAnswer>;
