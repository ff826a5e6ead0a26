/** Calendar dates `YYYY-MM-DD`, both included. */
export interface Period {
  from: string;
  to: string;
}

const DAY_MS = 86_400_000;

/** A date so many days later; earlier where `days` is negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether there is such a date: `2026-02-30` is none. */
export function isCalendarDate(date: string): boolean {
  return !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && addDays(date, 0) === date;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** What a period is compared with: of whole calendar months as many months directly before, otherwise as many days. */
export function periodBefore({ from, to }: Period): Period {
  const end = addDays(from, -1);
  const isWholeMonths = from.endsWith('-01') && addDays(to, 1).endsWith('-01');
  if (!isWholeMonths) return { from: addDays(from, -1 - daysBetween(from, to)), to: end };
  const months = monthOf(addDays(to, 1)) - monthOf(from);
  return { from: `${monthText(monthOf(from) - months)}-01`, to: end };
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

function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function monthText(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}
