import { addDays } from '#domain/calendar/dates.ts';

const DAY_MS = 86_400_000;

/**
 * The business date, `YYYY-MM-DD`, of an instant (ISO 8601) in a store: the local date, or the day before until the local
 * clock first reaches `dayStartsAt` (`HH:MM`). It never goes back, also when the clock is set back over the start of a day.
 * `timeZone` is an IANA name. Throws a RangeError on an instant or a zone that is none.
 */
export function businessDateAt(atIso: string, timeZone: string, dayStartsAt: string): string {
  const at = Date.parse(atIso);
  const clock = clockAt(at, timeZone);
  const date = clock.slice(0, 10);
  if (clock.slice(11, 16) >= dayStartsAt || hasBegun(date, at, timeZone, dayStartsAt)) return date;
  return addDays(date, -1);
}

/**
 * Whether a session that would be opened on a business date is behind the last closed one's: its clock was set back, or the last
 * one's was ahead. Business dates of a journal never go back by themselves; several sessions may share one.
 */
export function isBehind(businessDate: string, lastClosed: string): boolean {
  return businessDate < lastClosed;
}

/** Whether the clock had already reached the start of `date` by `at`, and was set back since. */
function hasBegun(date: string, at: number, timeZone: string, dayStartsAt: string): boolean {
  const before = offsetAt(at - DAY_MS, timeZone);
  if (before <= offsetAt(at, timeZone)) return false;
  const start = Date.parse(`${date}T${dayStartsAt}:00Z`) - before;
  return start <= at && clockAt(start, timeZone) === `${date}T${dayStartsAt}:00`;
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${clockAt(at, timeZone)}Z`) - Math.floor(at / 1000) * 1000;
}

/** The time of day, `HH:MM`, that a store's clock shows at `at`, ms since 1970. `timeZone` is an IANA name. */
export function timeOfDayAt(at: number, timeZone: string): string {
  return clockAt(at, timeZone).slice(11, 16);
}

/** The wall clock of a zone as `YYYY-MM-DDTHH:MM:SS`. */
function clockAt(at: number, timeZone: string): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = value;
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}
