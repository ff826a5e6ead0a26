/** How evenly a product sells: X evenly, Y with ups and downs, Z now and then. */
export type XyzClass = 'X' | 'Y' | 'Z';

/** Weeks that are needed to say it. */
const WEEKS_MIN = 4;

/**
 * XYZ analysis: by the coefficient of variation of what was sold in each of some weeks, the ones without a sale too (standard deviation
 * of the population / mean): up to 0.5 is X, up to 1 Y, above Z. Null for fewer than four weeks, or where nothing was sold in all.
 */
export function xyzClass(weeks: readonly number[]): XyzClass | null {
  const sum = weeks.reduce((total, quantity) => total + quantity, 0);
  if (weeks.length < WEEKS_MIN || sum <= 0) return null;
  const mean = sum / weeks.length;
  const variance = weeks.reduce((total, quantity) => total + (quantity - mean) ** 2, 0) / weeks.length;
  const variation = Math.sqrt(variance) / mean;
  return variation <= 0.5 ? 'X' : variation <= 1 ? 'Y' : 'Z';
}
