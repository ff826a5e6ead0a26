import Type, { type Static } from 'typebox';
import { REPORT_HEAD, REPORT_PERIOD, ReportSpan } from '#contracts/http/sales-report.ts';
import { BusinessDate, Count, CurrencyCode, Id, Instant, Minor, Names, Text, Unit, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What reduces turnover: goods that came back, and discounts. Rows are by what a person decided, or on what. */
export const ReturnsBy = Type.Union([
  Type.Literal('reason'),
  Type.Literal('condition'),
  Type.Literal('product'),
  Type.Literal('operator'),
  Type.Literal('day'),
]);
export type ReturnsBy = Static<typeof ReturnsBy>;
export const RETURNS_BY: readonly ReturnsBy[] = ReturnsBy.anyOf.map((literal) => literal.const);

export const DiscountsBy = Type.Union([
  Type.Literal('reason'),
  Type.Literal('product'),
  Type.Literal('operator'),
  Type.Literal('day'),
]);
export type DiscountsBy = Static<typeof DiscountsBy>;
export const DISCOUNTS_BY: readonly DiscountsBy[] = DiscountsBy.anyOf.map((literal) => literal.const);

const FILTERS = {
  reason: Type.Optional(Id),
  product: Type.Optional(Id),
  operator: Type.Optional(Id),
} as const;

/**
 * GET /reports/returns, /reports/returns.csv and /reports/discounts, /reports/discounts.csv (register, permission `reports`). Their sums
 * are `returns` and `discounts` of the sales report's totals.
 */
export const ReturnsQuery = Type.Object({ ...REPORT_PERIOD, ...FILTERS, by: ReturnsBy }, strict);
export type ReturnsQuery = Static<typeof ReturnsQuery>;
export const DiscountsQuery = Type.Object({ ...REPORT_PERIOD, ...FILTERS, by: DiscountsBy }, strict);
export type DiscountsQuery = Static<typeof DiscountsQuery>;

/** Positive, with tax; `count` is of lines. */
export const ReductionFigures = Type.Object({ amount: Minor, count: Count }, strict);
export type ReductionFigures = Static<typeof ReductionFigures>;
const Both = { now: ReductionFigures, before: ReductionFigures } as const;

/** `name` is missing of reasons and conditions, which the window words. */
export const ReductionRow = Type.Object(
  { key: Text, name: Type.Optional(Text), names: Type.Optional(Names), ...Both },
  strict,
);
export type ReductionRow = Static<typeof ReductionRow>;

/** `turnover` is what a share is of. */
export const ReductionReport = Type.Object(
  {
    by: Type.Union([ReturnsBy, DiscountsBy]),
    ...REPORT_HEAD,
    turnover: Type.Object({ now: Minor, before: Minor }, strict),
    sum: Type.Object(Both, strict),
    rows: Type.Array(ReductionRow),
    more: Count,
  },
  strict,
);
export type ReductionReport = Static<typeof ReductionReport>;

/**
 * GET /reports/returns/lines and /reports/discounts/lines, and each with .csv, with a report's own query and `key` of one of its rows
 * (without it: of all): the lines behind the number, newest first.
 */
const lines = {
  key: Type.Optional(Text),
  of: Type.Optional(Type.Union([Type.Literal('now'), Type.Literal('before')])),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
} as const;
export const ReturnLinesQuery = Type.Object({ ...ReturnsQuery.properties, ...lines }, strict);
export type ReturnLinesQuery = Static<typeof ReturnLinesQuery>;
export const DiscountLinesQuery = Type.Object({ ...DiscountsQuery.properties, ...lines }, strict);
export type DiscountLinesQuery = Static<typeof DiscountLinesQuery>;

export const ReductionLine = Type.Object(
  {
    orderId: Uuid,
    storeId: Id,
    receipt: Text,
    at: Instant,
    businessDate: BusinessDate,
    operatorId: Type.Union([Id, Type.Null()]),
    operatorName: Type.Union([Text, Type.Null()]),
    variantId: Id,
    name: Text,
    quantity: Minor,
    unit: Type.Optional(Unit),
    reason: Id,
    /** Of what came back. */
    condition: Type.Optional(Id),
    amount: Minor,
  },
  strict,
);
export type ReductionLine = Static<typeof ReductionLine>;

export const ReductionLines = Type.Object(
  {
    period: ReportSpan,
    currency: CurrencyCode,
    digits: Count,
    /** Of all of them, not only this page. */
    amount: Minor,
    count: Count,
    lines: Type.Array(ReductionLine),
    next: Type.Union([Text, Type.Null()]),
  },
  strict,
);
export type ReductionLines = Static<typeof ReductionLines>;
