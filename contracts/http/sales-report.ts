import Type, { type Static } from 'typebox';
import { BusinessDate, Count, CurrencyCode, Id, Instant, Minor, Names, Text, Unit, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What the rows of a sales report are: spans of time, hours, weekdays by hours, or where, what, by whom, paid how, taxed how. */
export const SalesBy = Type.Union([
  Type.Literal('day'),
  Type.Literal('week'),
  Type.Literal('month'),
  Type.Literal('hour'),
  Type.Literal('weekday-hour'),
  Type.Literal('store'),
  Type.Literal('channel'),
  Type.Literal('product'),
  Type.Literal('category'),
  Type.Literal('operator'),
  Type.Literal('tender'),
  Type.Literal('tax'),
]);
export type SalesBy = Static<typeof SalesBy>;
export const SALES_BY: readonly SalesBy[] = SalesBy.anyOf.map((literal) => literal.const);

/** Where an order came from; everything is sold in stores until there is a web shop. */
export const Channel = Type.Union([Type.Literal('store'), Type.Literal('online')]);
export type Channel = Static<typeof Channel>;

/**
 * What a period is beside: as many days directly before (of whole calendar months as many months), the same weekdays before that,
 * the same dates a year before, or the same weekdays 52 weeks before.
 */
export const Compared = Type.Union([
  Type.Literal('before'),
  Type.Literal('weekdays'),
  Type.Literal('year'),
  Type.Literal('year-weekdays'),
]);
export type Compared = Static<typeof Compared>;
export const COMPARED: readonly Compared[] = Compared.anyOf.map((literal) => literal.const);

/** Most days of one report, so that it is answered at once. */
export const SALES_DAYS_MAX = 400;
/** Most rows; what is left out counts in the totals. */
export const SALES_ROWS_MAX = 2000;
/** The key of what has none: a ticket without an operator, goods without a category. */
export const KEY_NONE = '-';

/** From one business date to another, both included. `store` is one in which the operator works, or `all` of those with the same currency; without it the register's own. */
export const REPORT_PERIOD = {
  from: BusinessDate,
  to: BusinessDate,
  store: Type.Optional(Id),
  compared: Type.Optional(Compared),
} as const;

/** Only what is of these. `hour` is `0` to `23`, `weekday` `1` (Monday) to `7`, `tax` a code and rate as rows have it: `S 200000`. */
export const SALES_FILTERS = {
  category: Type.Optional(Id),
  product: Type.Optional(Id),
  operator: Type.Optional(Id),
  tender: Type.Optional(Id),
  tax: Type.Optional(Id),
  channel: Type.Optional(Channel),
  hour: Type.Optional(Type.String({ pattern: '^(1?[0-9]|2[0-3])$' })),
  weekday: Type.Optional(Type.String({ pattern: '^[1-7]$' })),
} as const;

/**
 * GET /reports/sales and /reports/sales.csv ?from=&to=&by=&store=&compared=&... (register, permission `reports`). What `amount` is
 * depends on rows and filters (`domain/report/sales-kind.ts`): turnover of receipts, or of lines where category or product is asked for;
 * what was paid where a tender is; the tax where a tax is. Lines, payments and taxes don't go together: 400 `body-invalid`.
 */
export const SalesQuery = Type.Object({ ...REPORT_PERIOD, ...SALES_FILTERS, by: SalesBy }, strict);
export type SalesQuery = Static<typeof SalesQuery>;

/** Only of turnover, and only for those with the permission `costs`. */
const COSTS = {
  cost: Type.Optional(Minor),
  /** Gross profit: `net` less `cost`. */
  profit: Type.Optional(Minor),
  /** The profit's share of `net`; null where that is 0. */
  marginPpm: Type.Optional(Type.Union([Minor, Type.Null()])),
  /** How much of `net` is of lines that were charged nothing: their cost is not known, or, as of services, there is none. */
  uncosted: Type.Optional(Minor),
} as const;

/**
 * `amount` is turnover with tax, what was paid, or the tax. `count` is of receipts; of lines by category, of payments by tender, of
 * receipts that have it by tax; of products a quantity in smallest units.
 */
export const SalesFigures = Type.Object(
  {
    amount: Minor,
    count: Minor,
    /** By tax rate: what the tax, which `amount` is then, is on. */
    base: Type.Optional(Minor),
    /** Turnover without tax, what came back (with tax, positive, in `amount` already), what discounts took off. */
    net: Type.Optional(Minor),
    returns: Type.Optional(Minor),
    discounts: Type.Optional(Minor),
    ...COSTS,
  },
  strict,
);
export type SalesFigures = Static<typeof SalesFigures>;

/** `tax` is that in the turnover: what stands on receipts for deposits and gift cards besides is `liabilityTax`. */
export const SalesTotals = Type.Object(
  {
    turnover: Minor,
    receipts: Count,
    returns: Minor,
    discounts: Minor,
    tax: Minor,
    net: Minor,
    liabilityTax: Minor,
    ...COSTS,
  },
  strict,
);
export type SalesTotals = Static<typeof SalesTotals>;

export const SalesRow = Type.Object(
  {
    /**
     * A date (day, week from its Monday), `YYYY-MM`, an hour `0` to `23`, a weekday and an hour `1 9`, an id, a tax's code and rate:
     * `S 200000`; `KEY_NONE` where there is none.
     */
    key: Text,
    name: Type.Optional(Text),
    names: Type.Optional(Names),
    unit: Type.Optional(Unit),
    now: SalesFigures,
    before: SalesFigures,
  },
  strict,
);
export type SalesRow = Static<typeof SalesRow>;

export const ReportSpan = Type.Object({ from: BusinessDate, to: BusinessDate }, strict);
export const ReportStore = Type.Object({ storeId: Id, name: Text }, strict);

/** What every report says of itself: its period, what it is beside, its stores. */
export const REPORT_HEAD = {
  now: ReportSpan,
  /** See `Compared`; only as much of it as of a period that still runs. */
  before: ReportSpan,
  currency: CurrencyCode,
  digits: Count,
  stores: Type.Array(ReportStore),
  /** Stores that may be asked for, and those that count in another currency and are in no sum. */
  choices: Type.Array(ReportStore),
  leftOut: Type.Array(ReportStore),
} as const;

export const SalesReport = Type.Object(
  {
    by: SalesBy,
    ...REPORT_HEAD,
    /** What is filtered by, as it is called; in the order of `SALES_FILTERS`. */
    filters: Type.Array(
      Type.Object({ filter: Text, key: Text, name: Type.Optional(Text), names: Type.Optional(Names) }, strict),
    ),
    /** Of turnover, with the filters but those by tender and tax. */
    totals: Type.Object({ now: SalesTotals, before: SalesTotals }, strict),
    /** Of all rows, those beyond `SALES_ROWS_MAX` too; `count` as of the rows, of products that of lines. */
    sum: Type.Object({ now: SalesFigures, before: SalesFigures }, strict),
    rows: Type.Array(SalesRow),
    /** Rows beyond `SALES_ROWS_MAX`. */
    more: Count,
  },
  strict,
);
export type SalesReport = Static<typeof SalesReport>;

/** Most receipts of one page, and of a file. */
export const SALES_ORDERS_PAGE = 100;
export const SALES_ORDERS_FILE_MAX = 100_000;

/**
 * GET /reports/sales/orders and /reports/sales/orders.csv with a report's own query and `key` of one of its rows (without it: of all of
 * them): the receipts behind the number of the period, with what each is in it; they sum to it exactly. Newest first.
 */
export const SalesOrdersQuery = Type.Object(
  {
    ...SalesQuery.properties,
    key: Type.Optional(Text),
    /** Those of the period compared with. */
    of: Type.Optional(Type.Union([Type.Literal('now'), Type.Literal('before')])),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  strict,
);
export type SalesOrdersQuery = Static<typeof SalesOrdersQuery>;

export const SalesOrder = Type.Object(
  {
    orderId: Uuid,
    storeId: Id,
    receipt: Text,
    at: Instant,
    businessDate: BusinessDate,
    operatorId: Type.Union([Id, Type.Null()]),
    operatorName: Type.Union([Text, Type.Null()]),
    /** What of it is in the number; `count` as of the row. */
    amount: Minor,
    count: Minor,
    /** What the receipt came to, before cash was rounded. */
    total: Minor,
    profit: Type.Optional(Minor),
  },
  strict,
);
export type SalesOrder = Static<typeof SalesOrder>;

export const SalesOrders = Type.Object(
  {
    period: ReportSpan,
    currency: CurrencyCode,
    digits: Count,
    /** Of all of them, not only this page. */
    amount: Minor,
    count: Minor,
    receipts: Count,
    orders: Type.Array(SalesOrder),
    /** Give it as `cursor` for the next; null at the end. */
    next: Type.Union([Text, Type.Null()]),
  },
  strict,
);
export type SalesOrders = Static<typeof SalesOrders>;
