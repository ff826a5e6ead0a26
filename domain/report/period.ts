import { addDays, addMonths, daysBetween, monthsBetween } from '#domain/calendar/dates.ts';

/** Calendar dates `YYYY-MM-DD`, both included. */
export interface Period {
  from: string;
  to: string;
}

/** What a period is compared with: of whole calendar months as many months directly before, otherwise as many days. */
export function periodBefore({ from, to }: Period): Period {
  const end = addDays(from, -1);
  const isWholeMonths = from.endsWith('-01') && addDays(to, 1).endsWith('-01');
  if (!isWholeMonths) return { from: addDays(from, -1 - daysBetween(from, to)), to: end };
  const months = monthsBetween(from, addDays(to, 1));
  return { from: `${addMonths(from.slice(0, 7), -months)}-01`, to: end };
}

export type Span = 'day' | 'week' | 'month';

/** Which span a date falls into: the date itself, the Monday of its week (ISO 8601), or its month `YYYY-MM`. */
export function spanOf(date: string, span: Span): string {
  if (span === 'month') return date.slice(0, 7);
  if (span === 'day') return date;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

/** Every span of a period in order, those at its ends too of which only some days are in it. */
export function spansOf({ from, to }: Period, span: Span): string[] {
  const spans = new Set<string>();
  for (let date = from; date <= to; date = addDays(date, 1)) spans.add(spanOf(date, span));
  return [...spans];
}
