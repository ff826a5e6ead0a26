import { addDays } from '#domain/calendar/dates.ts';
import type { Period } from '#domain/report/period.ts';

/** So many weeks without a sale on a weekday say that the location is closed on it. */
const WEEKS = 4;

/** The days of a period on which a location sold nothing at all: it was closed, whatever the reason. */
export function closedDays({ from, to }: Period, soldOn: ReadonlySet<string>): Set<string> {
  const closed = new Set<string>();
  for (let date = from; date <= to; date = addDays(date, 1)) if (!soldOn.has(date)) closed.add(date);
  return closed;
}

/**
 * Whether a location will be closed on each of the days from `today` on: on weekdays on which it sold nothing in the last four
 * weeks, if it sold on another. Without a sale in those weeks nothing is known, and it counts as open.
 */
export function closedAhead(today: string, days: number, soldOn: ReadonlySet<string>): boolean[] {
  const open = new Set<number>();
  for (let back = 1; back <= WEEKS * 7; back++) if (soldOn.has(addDays(today, -back))) open.add(weekday(-back));
  return Array.from({ length: days }, (_, ahead) => open.size > 0 && !open.has(weekday(ahead)));
}

/** Days of the same weekday have the same number. */
function weekday(offset: number): number {
  return ((offset % 7) + 7) % 7;
}
