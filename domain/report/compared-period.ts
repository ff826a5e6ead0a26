import { addDays, daysBetween } from '#domain/calendar/dates.ts';
import { type Period, periodBefore } from './period.ts';

/** What a period is compared with: directly before, the same weekdays before it, the same dates a year before, the same weekdays 52 weeks before. */
export type Comparison = 'before' | 'weekdays' | 'year' | 'year-weekdays';

const WEEK = 7;

/** The period that one is compared with; of one that runs on `today` only as many days as of it. */
export function comparedPeriod(period: Period, comparison: Comparison, today: string): Period {
  const whole = wholePeriod(period, comparison);
  if (today < period.from || today >= period.to) return whole;
  const to = addDays(whole.from, daysBetween(period.from, today));
  return { from: whole.from, to: to < whole.to ? to : whole.to };
}

function wholePeriod(period: Period, comparison: Comparison): Period {
  switch (comparison) {
    case 'before':
      return periodBefore(period);
    case 'weekdays':
      return shifted(period, Math.ceil((daysBetween(period.from, period.to) + 1) / WEEK) * WEEK);
    case 'year':
      return { from: yearBefore(period.from), to: yearBefore(period.to) };
    case 'year-weekdays':
      return shifted(period, 52 * WEEK);
  }
}

function shifted({ from, to }: Period, days: number): Period {
  return { from: addDays(from, -days), to: addDays(to, -days) };
}

/** The same date a year before; of 29 February the 28th. */
function yearBefore(date: string): string {
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0');
  return date.endsWith('-02-29') ? `${year}-02-28` : `${year}${date.slice(4)}`;
}
