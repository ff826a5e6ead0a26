import type { Sort } from '#renderer/features/reports/report-place.ts';

/** What a column is sorted by: a number, or a text as people order it. */
export interface SortColumn<R> {
  id: string;
  sortBy: (row: R) => number | string | null;
}

/** Rows by a column, those without a value last; without a column as they came. The rows themselves stay as they are. */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly SortColumn<R>[],
  sort: Sort | undefined,
  locale: string,
): readonly R[] {
  const column = columns.find(({ id }) => id === sort?.column);
  if (!column || !sort) return rows;
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = sort.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [column.sortBy(a), column.sortBy(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * collator.compare(String(left), String(right));
  });
}
