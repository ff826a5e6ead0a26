import { type ForecastErrors, forecastErrors, seasonalScale, type TestedWindow } from './forecast-errors.ts';
import {
  canForecast,
  type ForecastMethod,
  fitParameters,
  METHODS,
  type MethodParameters,
  runMethod,
  YARDSTICKS,
} from './forecast-method.ts';
import { WEEK } from './holt-winters.ts';

/** Rolling origin: the last `folds` windows of `horizon` days, their starts `step` days apart. */
export interface BackTestPlan {
  horizon: number;
  folds: number;
  step: number;
}

/** Eight windows of two weeks, a week apart. */
export const USUAL_PLAN: BackTestPlan = { horizon: 14, folds: 8, step: 7 };

/** What a method would have been off by, and what it was run with. */
export interface MethodResult {
  method: ForecastMethod;
  parameters: MethodParameters;
  errors: ForecastErrors;
}

/**
 * Time series cross-validation with a rolling origin (Hyndman & Athanasopoulos, fpp3, section 5.10), of the yardsticks and every
 * method that the history before the first window suffices for. Parameters come from before the first window; each window is
 * forecast from the days before it only. A history too short for all folds is tested in fewer, and in none gives no result.
 */
export function backTest(history: readonly number[], plan: BackTestPlan = USUAL_PLAN): MethodResult[] {
  const origins = originsOf(history.length, plan);
  const first = history.slice(0, origins[0] ?? 0);
  const folds = origins.map((origin) => {
    const before = history.slice(0, origin);
    return { before, actual: history.slice(origin, origin + plan.horizon), scale: seasonalScale(before, WEEK) };
  });
  return [...YARDSTICKS, ...METHODS].flatMap((method) => {
    if (folds.length === 0 || !canForecast(method, first)) return [];
    const parameters = fitParameters(method, first);
    const windows = folds.map(({ before, actual, scale }): TestedWindow => {
      const model = runMethod(method, before, parameters);
      return { expected: actual.map((_, index) => model.ahead(index + 1)), actual, scale };
    });
    return [{ method, parameters, errors: forecastErrors(windows) }];
  });
}

/** Where windows begin, the earliest first; at least two weeks of history stay before it. */
function originsOf(length: number, { horizon, folds, step }: BackTestPlan): number[] {
  const origins: number[] = [];
  for (let fold = folds - 1; fold >= 0; fold--) {
    const origin = length - horizon - fold * step;
    if (origin >= 2 * WEEK) origins.push(origin);
  }
  return origins;
}

/**
 * The method to forecast with: the least squared error of a window's total, the simpler of equals; yardsticks are not chosen.
 * Squared, because the mean is wanted, from which stock is reckoned: absolute errors are least at the median, which is 0 for
 * what seldom sells (Kolassa 2020, "Why the 'best' point forecast depends on the error or accuracy measure", International
 * Journal of Forecasting 36). `null` where nothing was tested.
 */
export function chooseMethod(results: readonly MethodResult[]): MethodResult | null {
  let best: MethodResult | null = null;
  for (const result of results) {
    if (YARDSTICKS.some((yardstick) => yardstick === result.method)) continue;
    if (best === null || result.errors.rmse < best.errors.rmse) best = result;
  }
  return best;
}
