/** How evenly a product sells: X evenly, Y with ups and downs, Z now and then. */
export type XyzClass = 'X' | 'Y' | 'Z';

/** What was sold in some weeks, the ones without a sale too: all of it, and the sum of the squares of each week's. */
export interface WeeksSold {
  weeks: number;
  sum: bigint;
  squares: bigint;
}

/** Weeks that are needed to say it. */
const WEEKS_MIN = 4;

/**
 * XYZ analysis: by the coefficient of variation of what was sold in each of some weeks (standard deviation of the population / mean):
 * up to 0.5 is X, up to 1 Y, above Z. Null for fewer than four weeks, or where nothing was sold in all.
 */
export function xyzClass({ weeks, sum, squares }: WeeksSold): XyzClass | null {
  if (weeks < WEEKS_MIN || sum <= 0n) return null;
  // The square of the coefficient is weeks * squares / sum² - 1: compared without a division, so that a limit is met exactly.
  const [scaled, whole] = [BigInt(weeks) * squares, sum * sum];
  if (4n * scaled <= 5n * whole) return 'X';
  return scaled <= 2n * whole ? 'Y' : 'Z';
}
