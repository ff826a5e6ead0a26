import Type, { type Static } from 'typebox';
import { CountPlanned } from '#contracts/facts/stock-facts.ts';
import {
  Amount,
  BusinessDate,
  Count,
  Id,
  Instant,
  Minor,
  Names,
  PositiveInteger,
  Text,
  Unit,
  Uuid,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const VARIANTS_MAX = 10_000;

/** How far counting has come at a place, in the newest round. */
export const CountedPlace = Type.Object(
  {
    placeId: Id,
    /** Products that somebody has counted there. */
    variants: Count,
    /** Somebody said that this is all. */
    complete: Type.Boolean(),
    operatorIds: Type.Array(Id),
  },
  strict,
);

export const CountRow = Type.Object(
  {
    plan: CountPlanned,
    plannedAt: Instant,
    plannedBy: Type.Union([Id, Type.Null()]),
    places: Type.Array(CountedPlace),
    /** Products of which somebody counted some, and of which the difference is booked. */
    counted: Count,
    approved: Count,
  },
  strict,
);
export type CountRow = Static<typeof CountRow>;

/** GET /counts (register, permission `count`): counts of the register's location, open ones first, then the newest; `places` were counted before. */
export const CountList = Type.Object({ counts: Type.Array(CountRow), places: Type.Array(Id) }, strict);
export type CountList = Static<typeof CountList>;

/**
 * POST /counts (register, permission `count-approve`): plans a count. Its id is the caller's, so that asking again is answered again.
 * `rolling` counts the `limit` products that are most due, `category` those of `categoryIds`, `chosen` those of `variantIds`,
 * `place` what lies at the places, `full` everything. Goods are sold from the first of the places.
 */
export const CountRequest = Type.Object(
  {
    countId: Uuid,
    name: Text,
    kind: CountPlanned.properties.kind,
    placeIds: Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true }),
    categoryIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000 })),
    variantIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: VARIANTS_MAX })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    blind: Type.Boolean(),
  },
  strict,
);
export type CountRequest = Static<typeof CountRequest>;

/** What a count is now. */
export const CountAnswer = Type.Object({ plan: CountPlanned }, strict);
export type CountAnswer = Static<typeof CountAnswer>;

/** POST /counts/:countId/recount (register, permission `count-approve`): counts some of its products again, in the round after `round`. */
export const RecountRequest = Type.Object(
  { round: PositiveInteger, variantIds: Type.Array(Id, { minItems: 1, maxItems: VARIANTS_MAX }) },
  strict,
);
export type RecountRequest = Static<typeof RecountRequest>;

/** POST /counts/:countId/close (register, permission `count-approve`). What was not approved is not booked. */
export const CountClose = Type.Object(
  { status: Type.Union([Type.Literal('closed'), Type.Literal('cancelled')]) },
  strict,
);
export type CountClose = Static<typeof CountClose>;

const Shrinkage = Type.Object({ reason: Id, quantity: Amount }, strict);

/**
 * POST /counts/:countId/approve (register, permission `count-approve`): books differences, each as it was seen and with what it is put
 * down to. All of them, or none: 409 `count-not-final`, `shrinkage-differs`, or `count-changed` where a difference is no
 * longer what was seen. One that is booked already stays as it is.
 */
export const CountApproval = Type.Object(
  {
    lines: Type.Array(
      Type.Object({ variantId: Id, difference: Amount, shrinkage: Type.Array(Shrinkage, { maxItems: 20 }) }, strict),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
);
export type CountApproval = Static<typeof CountApproval>;
export const CountApproved = Type.Object({ booked: Count }, strict);
export type CountApproved = Static<typeof CountApproved>;

/** A sale, or another movement, that the count did not know, although its till's clock says it was before. */
export const DoubtfulMovement = Type.Object(
  { at: Instant, quantity: Minor, journalId: Uuid, seq: Count, registerName: Type.Union([Text, Type.Null()]) },
  strict,
);

/** What one person said of a product at a place. */
export const SaidFigure = Type.Object(
  { placeId: Id, operatorId: Id, quantity: Count, round: PositiveInteger, at: Instant, implied: Type.Boolean() },
  strict,
);

/** `domain/stock/review-count.ts` of one product; `worth` is the difference at its selling price. */
export const CountReviewLine = Type.Object(
  {
    variantId: Id,
    sku: Text,
    name: Text,
    names: Type.Optional(Names),
    unit: Unit,
    state: Type.Union([
      Type.Literal('incomplete'),
      Type.Literal('conflicting'),
      Type.Literal('superseded'),
      Type.Literal('provisional'),
      Type.Literal('final'),
      Type.Literal('approved'),
    ]),
    round: PositiveInteger,
    counted: Type.Union([Count, Type.Null()]),
    expected: Type.Union([Minor, Type.Null()]),
    difference: Type.Union([Minor, Type.Null()]),
    onHand: Minor,
    onHandAfter: Type.Union([Minor, Type.Null()]),
    worth: Type.Union([Minor, Type.Null()]),
    worthRecount: Type.Boolean(),
    missingPlaces: Type.Array(Id),
    conflictingPlaces: Type.Array(Id),
    waitingFor: Type.Array(Uuid),
    doubtful: Type.Array(DoubtfulMovement),
    said: Type.Array(SaidFigure),
    shrinkage: Type.Array(Shrinkage),
    approvedBy: Type.Union([Id, Type.Null()]),
  },
  strict,
);
export type CountReviewLine = Static<typeof CountReviewLine>;

/** A till that the server must hear before a count is final. */
export const WaitingTill = Type.Object(
  { journalId: Uuid, name: Text, heardUntil: Type.Union([Instant, Type.Null()]), facts: Count },
  strict,
);
export type WaitingTill = Static<typeof WaitingTill>;

/** GET /counts/:countId/review (register, permission `count-approve`): what is still to be decided first, the greatest worth first. */
export const CountReviewAnswer = Type.Object(
  {
    count: CountRow,
    lines: Type.Array(CountReviewLine),
    /** Products with stock that nobody has counted, and lines that are more than fit an answer. */
    uncounted: Count,
    left: Count,
    waiting: Type.Array(WaitingTill),
  },
  strict,
);
export type CountReviewAnswer = Static<typeof CountReviewAnswer>;

/** GET /counts/due?limit= (register, permission `count-approve`): what a rolling count would count now. */
export const DueVariant = Type.Object(
  {
    variantId: Id,
    sku: Text,
    name: Text,
    names: Type.Optional(Names),
    unit: Unit,
    class: Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]),
    lastCountedOn: Type.Union([BusinessDate, Type.Null()]),
    onHand: Minor,
    why: Type.Union([Type.Literal('negative'), Type.Literal('never'), Type.Literal('overdue')]),
  },
  strict,
);
export type DueVariant = Static<typeof DueVariant>;
export const DueAnswer = Type.Object(
  {
    due: Type.Array(DueVariant),
    /** How many are due in all. */
    total: Count,
  },
  strict,
);
export type DueAnswer = Static<typeof DueAnswer>;

/** GET /counts/shrinkage?from=&to= (register, permission `count-approve`): what counts of the location booked, by reason, at the selling prices of then. */
export const ShrinkageQuery = Type.Object({ from: BusinessDate, to: BusinessDate }, strict);
export const ShrinkageReport = Type.Object(
  {
    rows: Type.Array(Type.Object({ reason: Id, products: Count, missing: Minor, found: Minor, worth: Minor }, strict)),
    counted: Count,
    worth: Minor,
  },
  strict,
);
export type ShrinkageReport = Static<typeof ShrinkageReport>;
