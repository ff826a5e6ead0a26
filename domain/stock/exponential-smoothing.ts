import { type FittedModel, meanOfFirst } from './fitted-model.ts';

/** How many days known the level starts from. */
const FIRST_DAYS = 14;

/**
 * Simple exponential smoothing: level += alpha * (demand - level), and every day ahead is the last level (Hyndman &
 * Athanasopoulos, fpp3, section 8.1). `alpha` is from 0 to 1; the level starts at `start`, or the mean of the first 14 days known.
 */
export function simpleExponentialSmoothing(
  history: readonly number[],
  alpha: number,
  start = meanOfFirst(history, FIRST_DAYS),
): FittedModel {
  let level = start;
  let squares = 0;
  let errors = 0;
  for (const value of history) {
    if (Number.isNaN(value)) continue;
    const error = value - level;
    squares += error * error;
    errors += 1;
    level += alpha * error;
  }
  const expected = Math.max(0, level);
  return { ahead: () => expected, squaredError: errors === 0 ? Number.NaN : squares / errors };
}
