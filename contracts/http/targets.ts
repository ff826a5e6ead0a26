import Type, { type Static } from 'typebox';
import { TargetsPublished } from '#contracts/facts/target-facts.ts';
import { Revision } from '#contracts/http/catalogue.ts';
import { ReportStore } from '#contracts/http/sales-report.ts';
import { BusinessDate, Count, CurrencyCode, Id, Instant, Minor, PositiveInteger } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A calendar month, `YYYY-MM`. */
export const Month = TargetsPublished.properties.month;
export const TARGET_MONTHS_MAX = 24;

/**
 * GET /targets?from=&to=&store= (register, permission `reports`): targets of months, both included, beside what was sold; of a store in
 * which the operator works, or `all` of them.
 */
export const TargetsQuery = Type.Object({ from: Month, to: Month, store: Type.Optional(Id) }, strict);
export type TargetsQuery = Static<typeof TargetsQuery>;

/** Turnover with tax (`gross`) or without (`net`), as the target says; gross where there is none. */
export const TargetDay = Type.Object(
  { date: BusinessDate, target: Type.Union([Count, Type.Null()]), actual: Minor },
  strict,
);
export const TargetRow = Type.Object(
  {
    store: ReportStore,
    /** 0 is one that is not there yet. */
    revision: Revision,
    currency: CurrencyCode,
    digits: Count,
    /** As it was set. */
    targets: TargetsPublished,
    changedAt: Type.Union([Instant, Type.Null()]),
    changedBy: Type.Union([Id, Type.Null()]),
    actual: Minor,
    /** What of the month's target falls on days until today: what its days say, the rest of the target spread evenly. Null without one. */
    due: Type.Union([Minor, Type.Null()]),
    /** Every day of the month. */
    days: Type.Array(TargetDay),
  },
  strict,
);
export type TargetRow = Static<typeof TargetRow>;
/** By store, then by month. */
export const TargetList = Type.Object({ today: BusinessDate, rows: Type.Array(TargetRow) }, strict);
export type TargetList = Static<typeof TargetList>;

/** PUT /targets (register, permission `settings`, in a store where the operator works): sets a month's targets, whole, at the revision that was changed. */
export const TargetsChange = Type.Object({ revision: Revision, targets: TargetsPublished }, strict);
export type TargetsChange = Static<typeof TargetsChange>;
/** 200. A conflict says what is set now. */
export const TargetsAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: PositiveInteger }, strict),
  Type.Object(
    {
      ok: Type.Literal(false),
      conflict: Type.Object(
        {
          revision: Revision,
          targets: TargetsPublished,
          changedAt: Type.Union([Instant, Type.Null()]),
          changedBy: Type.Union([Id, Type.Null()]),
        },
        strict,
      ),
    },
    strict,
  ),
]);
export type TargetsAnswer = Static<typeof TargetsAnswer>;
