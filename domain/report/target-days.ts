import { addDays } from '#domain/calendar/dates.ts';
import { allocate, type Minor } from '#domain/money/money.ts';

/** What a store is to turn over in a calendar month `YYYY-MM`: in all, and on some of its days. */
export interface MonthTarget {
  month: string;
  amount: Minor | null;
  days: readonly { date: string; amount: Minor }[];
}

/**
 * The target of every day of a month, in order: what the day says, and of the others an equal share of what the month's target is above
 * those, in whole minor units; null of other days where the month has none.
 */
export function targetDays({ month, amount, days }: MonthTarget): { date: string; target: Minor | null }[] {
  const said = new Map(days.map((day) => [day.date, day.amount]));
  const dates = datesOf(month);
  const others = dates.filter((date) => !said.has(date));
  const saidInAll = dates.reduce((sum, date) => sum + (said.get(date) ?? 0), 0);
  const left = amount === null ? null : Math.max(0, amount - saidInAll);
  const shares =
    left === null || others.length === 0
      ? []
      : allocate(
          left,
          others.map(() => 1),
        );
  const shareOf = new Map(others.map((date, index) => [date, shares[index] ?? null]));
  return dates.map((date) => ({ date, target: said.get(date) ?? shareOf.get(date) ?? null }));
}

/** What of a month's target falls on its days up to a date; null where it has none at all. */
export function targetUntil(target: MonthTarget, date: string): Minor | null {
  if (target.amount === null && target.days.length === 0) return null;
  return targetDays(target).reduce((sum, day) => (day.date <= date ? sum + (day.target ?? 0) : sum), 0);
}

function datesOf(month: string): string[] {
  const dates = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}
