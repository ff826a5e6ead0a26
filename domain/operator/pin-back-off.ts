/** Wrong tries in a row under a name, and when the last was: ms since 1970. */
export interface Tries {
  failures: number;
  lastAt: number;
}

/** Wrong tries in a row that cost no wait: at one device; and of one person at all that the server keeps, together. */
export const FREE_TRIES = 3;
export const FREE_TRIES_TOGETHER = 10;

/** The wait after so many wrong tries in a row, ms: some are free, then 1, 2, 4, … 60 seconds. */
export function waitAfter(failures: number, free = FREE_TRIES): number {
  return failures <= free ? 0 : Math.min(60_000, 1000 * 2 ** Math.min(failures - free - 1, 10));
}

/**
 * How long the next try must wait at `now`, ms, at most `maxMs`. A clock that was set back makes the wait begin anew, not last
 * until then.
 */
export function waitLeft(
  { failures, lastAt }: Tries,
  now: number,
  maxMs = Number.POSITIVE_INFINITY,
  free = FREE_TRIES,
): number {
  return Math.max(0, Math.min(lastAt, now) + Math.min(maxMs, waitAfter(failures, free)) - now);
}
