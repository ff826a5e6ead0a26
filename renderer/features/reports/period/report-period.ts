import { addDays, addMonths, daysBetween, monthsBetween } from '#domain/calendar/dates.ts';
import { type Period, periodBefore, spanOf } from '#domain/report/period.ts';

/** Periods that people ask for by name. */
export const PERIODS = [
  'today',
  'yesterday',
  'week',
  'last-week',
  'month',
  'last-month',
  'quarter',
  'year',
  'days',
] as const;
export type PeriodName = (typeof PERIODS)[number];

/** The dates of a named period as of a business date; `days`, which has no dates of its own, is the last 28. Weeks begin on Monday. */
export function periodOf(name: PeriodName, today: string): Period {
  const monday = spanOf(today, 'week');
  const first = `${today.slice(0, 7)}-01`;
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'week':
      return { from: monday, to: addDays(monday, 6) };
    case 'last-week':
      return { from: addDays(monday, -7), to: addDays(monday, -1) };
    case 'month':
      return { from: first, to: endOfMonths(first, 1) };
    case 'last-month':
      return periodBefore({ from: first, to: endOfMonths(first, 1) });
    case 'quarter': {
      const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
      const from = `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
      return { from, to: endOfMonths(from, 3) };
    }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
    case 'days':
      return { from: addDays(today, -27), to: today };
  }
}

/** The period directly after: of whole calendar months as many months, otherwise as many days. The other way is `periodBefore`. */
export function periodAfter({ from, to }: Period): Period {
  const next = addDays(to, 1);
  const isWholeMonths = from.endsWith('-01') && next.endsWith('-01');
  if (!isWholeMonths) return { from: next, to: addDays(next, daysBetween(from, to)) };
  return { from: next, to: endOfMonths(next, monthsBetween(from, next)) };
}

/** The last day of so many months that begin on a first. */
function endOfMonths(first: string, months: number): string {
  return addDays(`${addMonths(first.slice(0, 7), months)}-01`, -1);
}
