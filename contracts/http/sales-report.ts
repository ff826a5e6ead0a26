import Type, { type Static } from 'typebox';
import { BusinessDate, Count, CurrencyCode, Id, Minor, Names, Text, Unit } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What the rows of a sales report are: spans of time, hours of the day, or what was sold, by whom, paid how, taxed how. */
export const SalesBy = Type.Union([
  Type.Literal('day'),
  Type.Literal('week'),
  Type.Literal('month'),
  Type.Literal('hour'),
  Type.Literal('product'),
  Type.Literal('category'),
  Type.Literal('operator'),
  Type.Literal('tender'),
  Type.Literal('tax'),
]);
export type SalesBy = Static<typeof SalesBy>;
export const SALES_BY: readonly SalesBy[] = SalesBy.anyOf.map((literal) => literal.const);

/** Most days of one report, so that it is answered at once. */
export const SALES_DAYS_MAX = 400;
/** Most rows; what is left out counts in the totals. */
export const SALES_ROWS_MAX = 2000;

/**
 * GET /reports/sales and /reports/sales.csv ?from=&to=&by=&store= (register, permission `reports`): turnover from one business date
 * to another, both included. `store` is one in which the operator works, or `all` of those with the same currency; without it the
 * register's own.
 */
export const SalesQuery = Type.Object(
  { from: BusinessDate, to: BusinessDate, by: SalesBy, store: Type.Optional(Id) },
  strict,
);
export type SalesQuery = Static<typeof SalesQuery>;

/** Amounts are with tax. `count` is of receipts; of lines by category, of payments by tender; of products a quantity in smallest units. */
const Figures = Type.Object(
  {
    amount: Minor,
    count: Minor,
    /** By tax rate: what the tax, which `amount` is then, is on. */
    base: Type.Optional(Minor),
  },
  strict,
);
export type SalesFigures = Static<typeof Figures>;

const Totals = Type.Object({ turnover: Minor, receipts: Count, returns: Minor, discounts: Minor, tax: Minor }, strict);
export type SalesTotals = Static<typeof Totals>;

export const SalesRow = Type.Object(
  {
    /** A date (day, week from its Monday), `YYYY-MM`, an hour `0` to `23`, an id, or a tax's code and rate: `S 200000`. */
    key: Text,
    name: Type.Optional(Text),
    names: Type.Optional(Names),
    unit: Type.Optional(Unit),
    now: Figures,
    before: Figures,
  },
  strict,
);
export type SalesRow = Static<typeof SalesRow>;

const Period = Type.Object({ from: BusinessDate, to: BusinessDate }, strict);
const Store = Type.Object({ storeId: Id, name: Text }, strict);

export const SalesReport = Type.Object(
  {
    by: SalesBy,
    now: Period,
    /** As many days directly before, of whole calendar months as many months; only as much of it as of a period that still runs. */
    before: Period,
    currency: CurrencyCode,
    digits: Count,
    stores: Type.Array(Store),
    /** Stores that may be asked for, and those that count in another currency and are in no sum. */
    choices: Type.Array(Store),
    leftOut: Type.Array(Store),
    totals: Type.Object({ now: Totals, before: Totals }, strict),
    rows: Type.Array(SalesRow),
    /** Rows beyond `SALES_ROWS_MAX`. */
    more: Count,
  },
  strict,
);
export type SalesReport = Static<typeof SalesReport>;
