import type { FittedModel } from './fitted-model.ts';

/**
 * The mean of the last `window` days known (fewer, where fewer are known), for every day ahead: the mean method over a moving
 * window (Hyndman & Athanasopoulos, fpp3, section 5.2). Throws a RangeError on a window below 1.
 */
export function movingAverage(history: readonly number[], window: number): FittedModel {
  if (!Number.isSafeInteger(window) || window < 1) throw new RangeError(`not a window: ${window}`);
  const known = history.filter((value) => !Number.isNaN(value));
  let sum = 0;
  let squares = 0;
  known.forEach((value, index) => {
    if (index > 0) squares += (value - sum / Math.min(index, window)) ** 2;
    sum += value - (index >= window ? (known[index - window] ?? 0) : 0);
  });
  const mean = known.length === 0 ? 0 : Math.max(0, sum / Math.min(known.length, window));
  return { ahead: () => mean, squaredError: known.length < 2 ? Number.NaN : squares / (known.length - 1) };
}
