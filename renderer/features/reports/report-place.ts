import type { Static } from 'typebox';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import type { Home } from '#contracts/http/home.ts';
import type { Compared, ReportStore } from '#contracts/http/sales-report.ts';
import type { Period } from '#domain/report/period.ts';
import { type PeriodName, periodOf } from './period/report-period.ts';
import type { ReportId } from './report-list.ts';

/** What sales may be narrowed to: `SALES_FILTERS` of the contract, in its order. */
export const FILTERS = [
  'category',
  'product',
  'operator',
  'tender',
  'tax',
  'channel',
  'hour',
  'weekday',
  'reason',
] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Partial<Record<Filter, string>>;

export type StoreChoice = Static<typeof ReportStore>;

export interface Sort {
  column: string;
  down: boolean;
}

/** The rows behind a number: which they are, and what they are called. */
export interface Behind {
  kind: 'sales' | 'returns' | 'discounts';
  query: Readonly<Record<string, string>>;
  title: string;
  /** What would narrow the report to the same. */
  filter: { filter: Filter; key: string; name: string } | null;
}

/** What somebody looks at in reports, kept while they go elsewhere, so that they come back to the same. */
export interface ReportsPlace {
  report: ReportId;
  name: PeriodName;
  period: Period;
  compared: Compared;
  /** A store's id, `all`, or null for the register's own. */
  store: string | null;
  /** Stores that may be looked at, as the last answer said; empty until then. */
  choices: readonly StoreChoice[];
  /** Whose targets are looked at, `YYYY-MM`. */
  month: string;
  /** The last day that the server told, and of which store. */
  home: { store: string | null; home: Home } | null;
  /** Whether the day is drawn as it adds up, or hour by hour. */
  running: boolean;
  /** What the rows are, by report; each has one of its own to begin with. */
  by: Partial<Record<ReportId, string>>;
  filters: Filters;
  /** What keys of filters are called. */
  names: Readonly<Record<string, string>>;
  /** The day at whose end stock is looked at; null is now. */
  at: string | null;
  /** Which class of products is listed: `A`, `B`, `C` or `all`. */
  abcClass: string;
  /** Where classes A and B end: `80 95`, percent. */
  abcLimits: string;
  sort: Partial<Record<ReportId, Sort>>;
  behind: Behind | null;
  /** The exception that is open, of those that are listed. */
  exception: ExceptionRow | null;
  /** How many pages of them were asked for. */
  pages: number;
  /** How far down the report, and the rows behind its number, were when they were left, in pixels. */
  scroll: number;
  behindScroll: number;
}

export function firstPlace(today: string): ReportsPlace {
  return {
    report: 'home',
    name: 'week',
    period: periodOf('week', today),
    compared: 'before',
    store: null,
    choices: [],
    home: null,
    running: true,
    month: today.slice(0, 7),
    by: {},
    filters: {},
    names: {},
    at: null,
    abcClass: 'all',
    abcLimits: '80 95',
    sort: {},
    behind: null,
    exception: null,
    pages: 1,
    scroll: 0,
    behindScroll: 0,
  };
}

/** From wherever somebody looks to the exceptions, and to one of them. */
export function exceptionsPlace(exception: ExceptionRow | null): (place: ReportsPlace) => ReportsPlace {
  return (place) => ({ ...place, report: 'exceptions', behind: null, exception });
}

/** The query of period, comparison, store and those filters that a report knows. */
export function placeQuery(
  { period, compared, store, filters }: Pick<ReportsPlace, 'period' | 'compared' | 'store' | 'filters'>,
  known: readonly Filter[],
): Record<string, string> & Period {
  const narrowed = known.flatMap((filter): [string, string][] => {
    const key = filters[filter];
    return key === undefined ? [] : [[filter, key]];
  });
  return {
    from: period.from,
    to: period.to,
    ...(compared === 'before' ? {} : { compared }),
    ...(store === null ? {} : { store }),
    ...Object.fromEntries(narrowed),
  };
}
