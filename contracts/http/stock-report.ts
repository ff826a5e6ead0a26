import Type, { type Static } from 'typebox';
import { ReportSpan, ReportStore } from '#contracts/http/sales-report.ts';
import { BusinessDate, Count, CurrencyCode, Id, Minor, Names, Text, Unit } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const StockBy = Type.Union([Type.Literal('category'), Type.Literal('product')]);
export type StockBy = Static<typeof StockBy>;
/** Most rows; what is left out counts in the totals. */
export const STOCK_ROWS_MAX = 5000;

const WHICH = { by: StockBy, store: Type.Optional(Id), category: Type.Optional(Id) } as const;
const HEAD = {
  by: StockBy,
  currency: CurrencyCode,
  digits: Count,
  stores: Type.Array(ReportStore),
  choices: Type.Array(ReportStore),
  leftOut: Type.Array(ReportStore),
} as const;
const NAMED = {
  /** A category or variant; `KEY_NONE` for goods without a category. */
  key: Text,
  name: Type.Optional(Text),
  names: Type.Optional(Names),
  unit: Type.Optional(Unit),
} as const;

/**
 * GET /reports/stock and /reports/stock.csv ?by=&store=&category=&at= (register, permissions `reports` and `costs`): what stock is worth
 * at cost, now or at the end of a business date, by what is known of it now. A category opens on its products (`category`), a product on
 * its movements (`/stock/variants/:variantId`).
 */
export const StockValueQuery = Type.Object({ ...WHICH, at: Type.Optional(BusinessDate) }, strict);
export type StockValueQuery = Static<typeof StockValueQuery>;

/** `quantity` in smallest units, of products only. */
export const StockValueRow = Type.Object(
  { ...NAMED, quantity: Type.Optional(Minor), value: Minor, variants: Count },
  strict,
);
export type StockValueRow = Static<typeof StockValueRow>;
export const StockValueReport = Type.Object(
  {
    ...HEAD,
    /** Null is now. */
    at: Type.Union([BusinessDate, Type.Null()]),
    value: Minor,
    /** Products that are on hand without a known cost, and those below zero. */
    unvalued: Count,
    negative: Count,
    rows: Type.Array(StockValueRow),
    more: Count,
  },
  strict,
);
export type StockValueReport = Static<typeof StockValueReport>;

/**
 * GET /reports/stock/turnover and /reports/stock/turnover.csv ?from=&to=&by=&store=&category= (likewise): how often stock was sold.
 * `costOfSales` with corrections; `averageValue` is the mean of the value at the end of every day; `turns` is the one by the other, in
 * millionths, a year: x 365 / days; `days` is how many days stock lasts: days x averageValue / costOfSales. Null where that is not known.
 */
export const StockTurnoverQuery = Type.Object({ ...WHICH, from: BusinessDate, to: BusinessDate }, strict);
export type StockTurnoverQuery = Static<typeof StockTurnoverQuery>;
const TURNS = {
  costOfSales: Minor,
  averageValue: Minor,
  valueBefore: Minor,
  valueAfter: Minor,
  turnsPpm: Type.Union([Minor, Type.Null()]),
  days: Type.Union([Minor, Type.Null()]),
} as const;
export const StockTurns = Type.Object(TURNS, strict);
export type StockTurns = Static<typeof StockTurns>;
export const StockTurnoverRow = Type.Object({ ...NAMED, ...TURNS }, strict);
export type StockTurnoverRow = Static<typeof StockTurnoverRow>;
export const StockTurnoverReport = Type.Object(
  { ...HEAD, period: ReportSpan, total: StockTurns, rows: Type.Array(StockTurnoverRow), more: Count },
  strict,
);
export type StockTurnoverReport = Static<typeof StockTurnoverReport>;

export const AbcClass = Type.Union([Type.Literal('A'), Type.Literal('B'), Type.Literal('C')]);
export const XyzClass = Type.Union([Type.Literal('X'), Type.Literal('Y'), Type.Literal('Z')]);
export const AbcOf = Type.Union([Type.Literal('turnover'), Type.Literal('profit')]);
export type AbcOf = Static<typeof AbcOf>;

/**
 * GET /reports/stock/abc and /reports/stock/abc.csv ?from=&to=&of=&a=&b=&store=&category= (register, permission `reports`; by profit
 * `costs` too): products by their share. `a` and `b` are percent, 80 and 95 where they are left out. XYZ is by how much the quantity of
 * whole weeks varies: standard deviation / mean up to 0.5 is X, up to 1 is Y; null with fewer than four whole weeks.
 */
const Percent = Type.String({ pattern: '^[1-9][0-9]?$' });
export const AbcQuery = Type.Object(
  {
    from: BusinessDate,
    to: BusinessDate,
    of: AbcOf,
    a: Type.Optional(Percent),
    b: Type.Optional(Percent),
    store: Type.Optional(Id),
    category: Type.Optional(Id),
  },
  strict,
);
export type AbcQuery = Static<typeof AbcQuery>;
const { by, ...ABC_HEAD } = HEAD;
export const AbcRow = Type.Object(
  {
    ...NAMED,
    amount: Minor,
    quantity: Minor,
    /** Of all, and of all with those before it. */
    sharePpm: Minor,
    cumulativePpm: Minor,
    class: AbcClass,
    xyz: Type.Union([XyzClass, Type.Null()]),
    /** With the permission `costs`: what of it is on hand. */
    value: Type.Optional(Minor),
  },
  strict,
);
export type AbcRow = Static<typeof AbcRow>;
export const AbcReport = Type.Object(
  {
    ...ABC_HEAD,
    period: ReportSpan,
    of: AbcOf,
    a: Count,
    b: Count,
    amount: Minor,
    classes: Type.Array(
      Type.Object({ class: AbcClass, products: Count, amount: Minor, value: Type.Optional(Minor) }, strict),
    ),
    rows: Type.Array(AbcRow),
    more: Count,
  },
  strict,
);
export type AbcReport = Static<typeof AbcReport>;
