import type { FittedModel } from './fitted-model.ts';

/** Where the method starts: the size of a demand and the days from one to the next. */
export interface CrostonStart {
  size: number;
  interval: number;
}

/**
 * Croston's method: the size of demands and the days between them are smoothed apart, each only on a day with demand; what is
 * expected a day is size / interval (Croston 1972; fpp3, section 13.2). It expects too much by about 1/(1 - alpha/2):
 * `syntetosBoylan` takes that off (Syntetos & Boylan 2005, "The accuracy of intermittent demand estimates", International Journal
 * of Forecasting 21). It starts at the means of the history; where nothing sold, nothing is expected. Days unknown are no part
 * of an interval.
 */
export function croston(
  history: readonly number[],
  { alpha, beta = alpha, syntetosBoylan }: { alpha: number; beta?: number; syntetosBoylan: boolean },
  start: CrostonStart = meansOf(history),
): FittedModel {
  const factor = syntetosBoylan ? 1 - beta / 2 : 1;
  let { size, interval } = start;
  let since = 0;
  let squares = 0;
  let errors = 0;
  for (const value of history) {
    if (Number.isNaN(value)) continue;
    since += 1;
    squares += (value - (factor * size) / interval) ** 2;
    errors += 1;
    if (value === 0) continue;
    size += alpha * (value - size);
    interval += beta * (since - interval);
    since = 0;
  }
  const expected = (factor * size) / interval;
  return { ahead: () => expected, squaredError: errors === 0 ? Number.NaN : squares / errors };
}

function meansOf(history: readonly number[]): CrostonStart {
  let [known, demands, sum] = [0, 0, 0];
  for (const value of history) {
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value === 0) continue;
    demands += 1;
    sum += value;
  }
  return demands === 0 ? { size: 0, interval: 1 } : { size: sum / demands, interval: known / demands };
}
