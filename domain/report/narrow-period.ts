import { addDays, isCalendarDate } from '#domain/calendar/dates.ts';
import type { Period, Span } from './period.ts';

/** The days of a span (a date, a Monday, or `YYYY-MM`) that are in a period; null where there are none, or it is no span. */
export function spanWithin(period: Period, span: Span, key: string): Period | null {
  const whole = daysOf(span, key);
  if (!whole) return null;
  const from = whole.from > period.from ? whole.from : period.from;
  const to = whole.to < period.to ? whole.to : period.to;
  return from <= to ? { from, to } : null;
}

function daysOf(span: Span, key: string): Period | null {
  const first = span === 'month' ? `${key}-01` : key;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(first) || !isCalendarDate(first)) return null;
  if (span === 'day') return { from: first, to: first };
  if (span === 'week') return { from: first, to: addDays(first, 6) };
  return { from: first, to: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
}
