import { SALES_BY, type SalesBy } from '#contracts/http/sales-report.ts';
import { salesKind } from '#domain/report/sales-kind.ts';
import type { ReportId } from './report-list.ts';
import type { Filter, Filters } from './report-place.ts';

/** What sales can be narrowed to. */
export const SALES_FILTERS: readonly Filter[] = [
  'category',
  'product',
  'operator',
  'tender',
  'tax',
  'channel',
  'hour',
  'weekday',
];
/** What profit can be narrowed to: it is of goods, not of payments and taxes. */
export const PROFIT_FILTERS: readonly Filter[] = SALES_FILTERS.filter((one) => one !== 'tender' && one !== 'tax');

/** Of one line, one payment, one tax: a receipt has several of each, so that they narrow nothing together. */
const KINDS: readonly (readonly Filter[])[] = [['category', 'product'], ['tender'], ['tax']];

/** Filters with one more; those that don't go with it are taken off. */
export function withFilter(filters: Filters, filter: Filter, key: string): Filters {
  const own = KINDS.find((kind) => kind.includes(filter));
  const others = own ? KINDS.filter((kind) => kind !== own).flat() : [];
  const kept = Object.entries(filters).filter(([name]) => !others.some((other) => other === name));
  return { ...Object.fromEntries(kept), [filter]: key };
}

/** What the rows are best once a report is narrowed: of a category its products, of a product why it came back, and days otherwise. */
export function nextBy(report: ReportId, filter: Filter): string {
  if (report === 'returns' || report === 'discounts') return filter === 'reason' ? 'product' : 'reason';
  return filter === 'category' ? 'product' : 'day';
}

/** What the rows can be where sales are narrowed so; weekdays by hours are a report of their own. */
export function salesChoices(filters: Filters, known: readonly Filter[]): SalesBy[] {
  const narrowed = Object.fromEntries(known.map((filter) => [filter, filters[filter]]));
  return SALES_BY.filter((by) => {
    const kind = salesKind({ ...narrowed, by });
    return (
      by !== 'weekday-hour' && kind !== null && (known.includes('tender') || kind === 'receipts' || kind === 'lines')
    );
  });
}
