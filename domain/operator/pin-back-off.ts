/** Wrong tries in a row under a name, and when the last was: ms since 1970. */
export interface Tries {
  failures: number;
  lastAt: number;
}

/** The wait after so many wrong PINs in a row, ms: three are free, then 1, 2, 4, … 60 seconds. */
export function waitAfter(failures: number): number {
  return failures <= 3 ? 0 : Math.min(60_000, 1000 * 2 ** Math.min(failures - 4, 10));
}

/**
 * How long the next try must wait at `now`, ms, at most `maxMs`. A clock that was set back makes the wait begin anew, not last
 * until then.
 */
export function waitLeft({ failures, lastAt }: Tries, now: number, maxMs = Number.POSITIVE_INFINITY): number {
  return Math.max(0, Math.min(lastAt, now) + Math.min(maxMs, waitAfter(failures)) - now);
}
