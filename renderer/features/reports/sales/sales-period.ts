import { addDays, type Period, periodBefore, spanOf } from '#domain/report/period.ts';

/** Periods that people ask for by name. */
export const PERIODS = ['today', 'yesterday', 'week', 'last-week', 'month', 'last-month', 'days'] as const;
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
      return { from: first, to: lastOfMonth(first) };
    case 'last-month':
      return periodBefore({ from: first, to: lastOfMonth(first) });
    case 'days':
      return { from: addDays(today, -27), to: today };
  }
}

function lastOfMonth(first: string): string {
  const next = addDays(first, 31).slice(0, 7);
  return addDays(`${next}-01`, -1);
}
