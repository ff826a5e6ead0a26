import type { FittedModel } from './fitted-model.ts';

/**
 * Croston's method: the size of demands and the days between them are smoothed apart, each only on a day with demand; what is
 * expected a day is size / interval (Croston 1972; fpp3, section 13.2). Both start at the first that is seen. It expects too
 * much by about 1/(1 - alpha/2): `syntetosBoylan` takes that off (Syntetos & Boylan 2005, "The accuracy of intermittent demand
 * estimates", International Journal of Forecasting 21). Days unknown are no part of an interval.
 */
export function croston(
  history: readonly number[],
  { alpha, beta = alpha, syntetosBoylan }: { alpha: number; beta?: number; syntetosBoylan: boolean },
): FittedModel {
  const factor = syntetosBoylan ? 1 - beta / 2 : 1;
  let size = Number.NaN;
  let interval = Number.NaN;
  let since = 0;
  let squares = 0;
  let errors = 0;
  for (const value of history) {
    if (Number.isNaN(value)) continue;
    since += 1;
    if (!Number.isNaN(size)) {
      squares += (value - (factor * size) / interval) ** 2;
      errors += 1;
    }
    if (value === 0) continue;
    size = Number.isNaN(size) ? value : size + alpha * (value - size);
    interval = Number.isNaN(interval) ? since : interval + beta * (since - interval);
    since = 0;
  }
  const expected = Number.isNaN(size) ? 0 : (factor * size) / interval;
  return { ahead: () => expected, squaredError: errors === 0 ? Number.NaN : squares / errors };
}
