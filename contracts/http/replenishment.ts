import Type, { type Static } from 'typebox';
import { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import {
  BusinessDate,
  Count,
  Id,
  Instant,
  Minor,
  Names,
  Nullable,
  PositiveInteger,
  Quantity,
  Text,
  Unit,
  WholeAmount,
} from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What a row says of its product. */
const product = { variantId: Id, sku: Text, name: Text, names: Type.Optional(Names), unit: Unit };

/** One step of why so much is proposed (`domain/stock/propose-order.ts`). */
export const ProposalStep = Type.Object(
  {
    code: Type.Union([
      Type.Literal('position'),
      Type.Literal('negative-on-hand'),
      Type.Literal('expiring'),
      Type.Literal('reorder-point'),
      Type.Literal('enough'),
      Type.Literal('order-up-to'),
      Type.Literal('minimum-quantity'),
      Type.Literal('whole-packs'),
    ]),
    params: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
  },
  strict,
);
export type ProposalStep = Static<typeof ProposalStep>;

/** So many packs of a product are proposed; quantities in smallest units, `packCost` without tax. */
export const ProposalRow = Type.Object(
  {
    ...product,
    packs: PositiveInteger,
    quantity: PositiveInteger,
    packSize: Quantity,
    packCost: WholeAmount,
    onHand: Minor,
    explain: Type.Array(ProposalStep),
  },
  strict,
);
export type ProposalRow = Static<typeof ProposalRow>;

export const SupplierProposals = Type.Object(
  { supplier: SupplierPublished, proposals: Type.Array(ProposalRow) },
  strict,
);
export type SupplierProposals = Static<typeof SupplierProposals>;

/** A lot with its expiry; `unsold` is what of it is not expected to be sold by then. Its value is for those with `costs`. */
export const ExpiringRow = Type.Object(
  {
    ...product,
    batch: Nullable(Text),
    placeId: Nullable(Id),
    expiry: BusinessDate,
    quantity: Count,
    unsold: Count,
    value: Type.Optional(Minor),
  },
  strict,
);
export type ExpiringRow = Static<typeof ExpiringRow>;

/** Stock that lies: `excess` of it could go, which is worth `value`, for those with `costs`. */
export const IdleRow = Type.Object(
  {
    ...product,
    onHand: Count,
    excess: Count,
    daysOfCover: Nullable(Count),
    lastSoldOn: Nullable(BusinessDate),
    lastReceivedOn: Nullable(BusinessDate),
    value: Type.Optional(Minor),
  },
  strict,
);
export type IdleRow = Static<typeof IdleRow>;

/** The first rows of a list, how many there are, and what all of them are worth, for those with `costs`. */
const listOf = <T extends typeof ExpiringRow | typeof IdleRow>(row: T) =>
  Type.Object({ total: Count, value: Type.Optional(Minor), rows: Type.Array(row, { maxItems: 500 }) }, strict);

/**
 * GET /replenishment (register, permission `purchasing`): what the register's location should order, and what lies there. It is
 * reckoned in the background, the first time it is asked for, again each day and when suppliers sell other things or on other terms; meanwhile the answer is how far it is. Levels and
 * lists are as of `asOf`; proposals compare levels with stock and orders, drafts too, as they are when they are asked for.
 * POST /replenishment reckons anew or stops, and answers the same.
 */
export const ReplenishmentAnswer = Type.Union([
  Type.Object({ state: Type.Literal('running'), done: Count, total: Nullable(Count) }, strict),
  Type.Object({ state: Type.Union([Type.Literal('cancelled'), Type.Literal('failed')]) }, strict),
  Type.Object(
    {
      state: Type.Literal('ready'),
      asOf: Instant,
      /** Products that were looked at. */
      products: Count,
      /** Those that no active supplier sells are in the lists only. */
      offered: Count,
      suppliers: Type.Array(SupplierProposals),
      expiring: listOf(ExpiringRow),
      dead: listOf(IdleRow),
      overstock: listOf(IdleRow),
    },
    strict,
  ),
]);
export type ReplenishmentAnswer = Static<typeof ReplenishmentAnswer>;
export type ReplenishmentReady = Extract<ReplenishmentAnswer, { state: 'ready' }>;

export const ReplenishmentCommand = Type.Object(
  { action: Type.Union([Type.Literal('reckon'), Type.Literal('cancel')]) },
  strict,
);

const ForecastMethod = Type.Union([
  Type.Literal('naive'),
  Type.Literal('seasonal-naive'),
  Type.Literal('moving-average'),
  Type.Literal('exponential-smoothing'),
  Type.Literal('croston-sba'),
  Type.Literal('tsb'),
  Type.Literal('holt-winters'),
]);

/**
 * GET /replenishment/variants/:variantId (register, permission `purchasing`): demand day by day until yesterday, what is expected
 * from today on, how each method did in the back-test, and what follows from it. Quantities in smallest units, of forecasts in
 * fractions. `proposal` is null where no active supplier sells it.
 */
export const VariantDemand = Type.Object(
  {
    ...product,
    today: BusinessDate,
    series: Type.Object(
      {
        from: BusinessDate,
        days: Type.Array(Type.Union([Type.Number(), Type.Literal('closed'), Type.Literal('out-of-stock')])),
      },
      strict,
    ),
    forecast: Type.Array(Type.Number()),
    method: ForecastMethod,
    reason: Type.Union([Type.Literal('back-test'), Type.Literal('short-history')]),
    demandClass: Type.Union([
      Type.Literal('smooth'),
      Type.Literal('erratic'),
      Type.Literal('intermittent'),
      Type.Literal('lumpy'),
      Type.Literal('none'),
    ]),
    /** Of a window's total: absolute errors and bias as a share of demand, the root mean squared error in smallest units. */
    compared: Type.Array(
      Type.Object(
        {
          method: ForecastMethod,
          mase: Nullable(Type.Number()),
          wape: Nullable(Type.Number()),
          bias: Nullable(Type.Number()),
          rmse: Type.Number(),
        },
        strict,
      ),
    ),
    terms: Type.Object({ leadTimeDays: Count, reviewDays: Count, coverDays: Count, serviceLevelPpm: Count }, strict),
    levels: Type.Object(
      {
        reorderPoint: Count,
        orderUpTo: Count,
        expected: Type.Number(),
        safetyStock: Type.Number(),
        basis: Type.Union([Type.Literal('normal'), Type.Literal('bootstrap')]),
      },
      strict,
    ),
    supplierName: Nullable(Text),
    proposal: Nullable(Type.Object({ packs: Count, quantity: Count, explain: Type.Array(ProposalStep) }, strict)),
  },
  strict,
);
export type VariantDemand = Static<typeof VariantDemand>;
