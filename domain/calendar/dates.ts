const DAY_MS = 86_400_000;

/** A date (`YYYY-MM-DD`) so many days later; earlier where `days` is negative. Throws a RangeError on a date that is none. */
export function addDays(date: string, days: number): string {
  return new Date(midnight(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one date to another; negative where it is earlier, NaN where one of them is no date. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** Whether there is such a date: `2026-02-30` is none. */
export function isCalendarDate(date: string): boolean {
  return !Number.isNaN(midnight(date)) && addDays(date, 0) === date;
}

/** A month (`YYYY-MM`) so many later; earlier where `months` is negative. */
export function addMonths(month: string, months: number): string {
  const index = monthIndex(month) + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Whole months from the month of one date or month to that of another. */
export function monthsBetween(from: string, to: string): number {
  return monthIndex(to) - monthIndex(from);
}

function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function monthIndex(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
