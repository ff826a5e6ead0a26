import type { SalesBy, SalesFigures, SalesReport } from '#contracts/http/sales-report.ts';

/** What a sales report looks at: what was sold, or what was earned by it. */
export type Measure = 'turnover' | 'profit';

/** What the bars show. */
export function measureOf(figures: SalesFigures, measure: Measure): number {
  return measure === 'profit' ? (figures.profit ?? 0) : figures.amount;
}

/** What runs along time is drawn, everything else is a list with bars. */
const CHARTED: ReadonlySet<SalesBy> = new Set(['day', 'week', 'month', 'hour']);
export function isCharted(by: SalesBy): boolean {
  return CHARTED.has(by);
}

/** A row's share of the largest, 0 to 1. */
export function shareOfLargest(rows: SalesReport['rows'], measure: Measure): (figures: SalesFigures) => number {
  const largest = Math.max(1, ...rows.map(({ now }) => measureOf(now, measure)));
  return (figures) => Math.max(0, measureOf(figures, measure) / largest);
}
