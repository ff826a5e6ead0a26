/** What is known of how well a location's figure of a variant fits its shelf. */
export interface CountHistory {
  /** Whole days since it was last counted; null: never, or nobody knows. */
  daysSinceCount: number | null;
  /** Of the last count, by how much the figure was wrong, in parts per million of what was there; null: nothing was counted. */
  lastErrorPpm: number | null;
}

const WHOLE_PPM = 1_000_000;
/** What a figure that was never counted is worth. */
const UNCOUNTED_PPM = 800_000;
const A_DAY_PPM = 1_000;
const AGE_MAX_PPM = 200_000;
const ERROR_MAX_PPM = 300_000;

/**
 * How far a count is to be trusted, in parts per million: wholly on the day it was found right, a thousandth less with each day since,
 * and less by what the last count was wrong, both up to a limit. Routing believes so much of what a location says it has.
 */
export function countTrust({ daysSinceCount, lastErrorPpm }: CountHistory): number {
  if (daysSinceCount === null) return UNCOUNTED_PPM;
  const age = Math.min(AGE_MAX_PPM, Math.max(0, daysSinceCount) * A_DAY_PPM);
  return WHOLE_PPM - age - Math.min(ERROR_MAX_PPM, Math.max(0, lastErrorPpm ?? 0));
}
