import type { SalesRow } from '#contracts/http/sales-report.ts';

/** A week by hours: from the first hour in which anything was sold to the last; `cells[weekday - 1][hour - first]`. */
export interface HoursGrid {
  hours: readonly number[];
  /** Null where nothing was sold. */
  cells: readonly (readonly (SalesRow | null)[])[];
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Rows by `weekday-hour`, as a grid; those of quiet hours in between stay empty. */
export function hoursGrid(rows: readonly SalesRow[]): HoursGrid {
  const busy = rows.filter(({ now }) => now.count !== 0 || now.amount !== 0);
  const all = busy.map(({ key }) => Number(key.split(' ')[1]));
  if (all.length === 0) return { hours: [], cells: [] };
  const first = Math.min(...all);
  const hours = Array.from({ length: Math.max(...all) - first + 1 }, (_, index) => first + index);
  const known = new Map(busy.map((row) => [row.key, row]));
  return { hours, cells: WEEKDAYS.map((day) => hours.map((hour) => known.get(`${day} ${hour}`) ?? null)) };
}
