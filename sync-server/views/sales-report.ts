import { type Kysely, sql } from 'kysely';
import {
  SALES_DAYS_MAX,
  SALES_ROWS_MAX,
  type SalesFigures,
  type SalesQuery,
  type SalesReport,
  type SalesRow,
  type SalesTotals,
} from '#contracts/http/sales-report.ts';
import { daysBetween, isCalendarDate } from '#domain/calendar/dates.ts';
import { type Comparison, comparedPeriod } from '#domain/report/compared-period.ts';
import { type Period, type Span, spansOf } from '#domain/report/period.ts';
import { salesKind } from '#domain/report/sales-kind.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import { TURNOVER_LINES } from '#sync-server/db/rollups-from-orders.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, type ReportStoreRow, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { type SalesScope, type SalesSource, where } from '#sync-server/views/sales-cells.ts';
import { NOTHING, plusSums, type SalesSum, salesFigures, salesTotals } from '#sync-server/views/sales-figures.ts';
import { namedFilters } from '#sync-server/views/sales-filters.ts';
import { besideEachOther, salesParts, salesSum } from '#sync-server/views/sales-rows.ts';

export type SalesAnswer = { ok: true; report: SalesReport } | { ok: false; code: 'body-invalid' | 'not-found' };

/**
 * What was sold in one or all stores of an operator, beside another period (as much of it as of one that still runs at `at`). Without
 * what is owed to customers (`domain/session/liabilities`); by tender and by tax rate everything that was paid and taxed.
 */
export async function readSalesReport(
  db: Kysely<Tables>,
  asker: ReportAsker,
  { from, to, by, store, compared, ...filters }: SalesQuery,
  at: Date,
  source?: SalesSource,
): Promise<SalesAnswer> {
  const kind = salesKind({ by, ...filters });
  if (!isPeriod(from, to) || kind === null) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const now = { from, to };
  const before = comparedWith(now, compared, stores.own, at);
  const scopeOf = (period: Period): SalesScope => {
    return { storeIds: stores.chosen.map(({ storeId }) => storeId), period, filters, kind };
  };
  const [scope, scopeBefore] = [scopeOf(now), scopeOf(before)];
  const [parts, partsBefore] = [await salesParts(db, scope, by, source), await salesParts(db, scopeBefore, by, source)];
  const sums = { now: plusSums(parts), before: plusSums(partsBefore) };
  const figuresOf = salesFigures({ kind, by, costs: asker.costs });
  const sumOf = salesFigures({ kind, by: null, costs: asker.costs });
  const rows = arranged(by, { now, before }, besideEachOther(parts, partsBefore, figuresOf), figuresOf(NOTHING));
  return {
    ok: true,
    report: {
      by,
      now,
      before,
      ...storesHead(stores),
      filters: await namedFilters(db, filters),
      totals: {
        now: await totalsOf(db, scope, sums.now, asker.costs, source),
        before: await totalsOf(db, scopeBefore, sums.before, asker.costs, source),
      },
      sum: { now: sumOf(sums.now), before: sumOf(sums.before) },
      rows: rows.slice(0, SALES_ROWS_MAX),
      more: Math.max(0, rows.length - SALES_ROWS_MAX),
    },
  };
}

/** Whether both are dates in their order, not too far apart. */
export function isPeriod(from: string, to: string): boolean {
  const isDate = (text: string) => text >= '1900-01-01' && isCalendarDate(text);
  return isDate(from) && isDate(to) && from <= to && daysBetween(from, to) < SALES_DAYS_MAX;
}

/** The period that a report's is beside, by the calendar of a store. */
export function comparedWith(
  period: Period,
  compared: Comparison | undefined,
  store: ReportStoreRow,
  at: Date,
): Period {
  return comparedPeriod(
    period,
    compared ?? 'before',
    businessDateAt(at.toISOString(), store.timeZone, store.dayStartsAt),
  );
}

/** Turnover with the filters but those by tender and tax: `rows` is what the report's own come to. */
async function totalsOf(
  db: Kysely<Tables>,
  { filters: { tender, tax, ...filters }, ...scope }: SalesScope,
  rows: SalesSum,
  costs: boolean,
  source: SalesSource | undefined,
): Promise<SalesTotals> {
  const ofLines = filters.category !== undefined || filters.product !== undefined;
  const turnover: SalesScope = { ...scope, filters, kind: ofLines ? 'lines' : 'receipts' };
  const sum = scope.kind === turnover.kind ? rows : await salesSum(db, turnover, source);
  return salesTotals(sum, ofLines ? await receiptsOf(db, turnover) : sum.count, costs);
}

/** How many receipts have such lines. */
async function receiptsOf(db: Kysely<Tables>, scope: SalesScope): Promise<number> {
  const { rows } = await sql<{ receipts: number }>`
    select count(*)::int8 as receipts from (
      select journal_id, seq from customer_order join (${TURNOVER_LINES}) as line using (journal_id, seq)
      where ${where(scope, 'tickets')} group by journal_id, seq) as receipt`.execute(db);
  return rows[0]?.receipts ?? 0;
}

interface Periods {
  now: Period;
  before: Period;
}

/** Spans of time in their order, quiet ones too; what else by its amount. */
function arranged(by: SalesReport['by'], periods: Periods, rows: readonly SalesRow[], none: SalesFigures): SalesRow[] {
  if (by === 'day' || by === 'week' || by === 'month') return bySpan(by, periods, rows, none);
  if (by === 'hour') return byHour(rows, none);
  if (by === 'weekday-hour') return rows.toSorted((a, b) => hourOfWeek(a) - hourOfWeek(b));
  return [...rows];
}

/** Every span of the period beside the one at the same place in the other. */
function bySpan(span: Span, { now, before }: Periods, rows: readonly SalesRow[], none: SalesFigures): SalesRow[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  const earlier = spansOf(before, span);
  return spansOf(now, span).map((key, index) => ({
    key,
    now: known.get(key)?.now ?? none,
    before: known.get(earlier[index] ?? '')?.before ?? none,
  }));
}

/** All hours from the first to the last in which something was sold. */
function byHour(rows: readonly SalesRow[], none: SalesFigures): SalesRow[] {
  const known = new Map(rows.map((row) => [Number(row.key), row]));
  if (known.size === 0) return [];
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    return known.get(first + index) ?? { key: String(first + index), now: none, before: none };
  });
}

function hourOfWeek({ key }: SalesRow): number {
  const [weekday = 0, hour = 0] = key.split(' ').map(Number);
  return weekday * 24 + hour;
}
