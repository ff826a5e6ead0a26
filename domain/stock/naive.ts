import type { FittedModel } from './fitted-model.ts';

/** The naïve method: every day will be as the last day known (Hyndman & Athanasopoulos, fpp3, section 5.2). A yardstick. */
export function naive(history: readonly number[]): FittedModel {
  return seasonalNaive(history, 1);
}

/**
 * The seasonal naïve method: every day will be as the last known day of the same season, a week apart where `period` is 7
 * (fpp3, section 5.2). A day whose season was never known is expected to be 0. A yardstick.
 */
export function seasonalNaive(history: readonly number[], period: number): FittedModel {
  const last = new Array<number>(period).fill(Number.NaN);
  let squares = 0;
  let errors = 0;
  history.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    const expected = last[index % period] ?? Number.NaN;
    if (!Number.isNaN(expected)) {
      squares += (value - expected) ** 2;
      errors += 1;
    }
    last[index % period] = value;
  });
  return {
    ahead: (h) => last[(history.length + h - 1) % period] || 0,
    squaredError: errors === 0 ? Number.NaN : squares / errors,
  };
}
