import { type BackTestPlan, backTest, chooseMethod, type MethodResult, USUAL_PLAN } from './back-test.ts';
import { type DemandClass, demandClass } from './demand-class.ts';
import { type DemandSeries, observationsOf } from './demand-series.ts';
import type { ForecastErrors } from './forecast-errors.ts';
import { type ForecastMethod, fitParameters, type MethodParameters, runMethod } from './forecast-method.ts';
import { movingAverage } from './moving-average.ts';

/** What is expected of a variant at a location, day by day after its series. */
export interface DemandForecast {
  method: ForecastMethod;
  parameters: MethodParameters;
  /** Why this method: it had the least error, or the history is too short to compare any. */
  reason: 'back-test' | 'short-history';
  demandClass: DemandClass;
  /** Expected demand of each day, in fractions of the smallest unit; 0 on closed days. */
  days: number[];
  /** What expected demand is off by, as the deviation of one day (`deviationOf`). */
  dailyDeviation: number;
  /** Yardsticks and methods with their errors; empty after `short-history`. */
  compared: MethodResult[];
}

export interface ForecastOptions {
  /** One entry per day ahead: whether the location is closed. Its length is the number of days to forecast. */
  closedAhead: readonly boolean[];
  plan?: BackTestPlan;
}

/** Demand ahead by the method that did best in a back-test on the series. The same input gives the same forecast, to the bit. */
export function forecastDemand(
  series: DemandSeries,
  { closedAhead, plan = USUAL_PLAN }: ForecastOptions,
): DemandForecast {
  const history = observationsOf(series);
  const compared = backTest(history, plan);
  const chosen = chooseMethod(compared);
  const method = chosen?.method ?? 'moving-average';
  const parameters = fitParameters(method, history);
  const model = runMethod(method, history, parameters);
  return {
    method,
    parameters,
    reason: chosen ? 'back-test' : 'short-history',
    demandClass: demandClass(history),
    days: closedAhead.map((closed, index) => (closed ? 0 : model.ahead(index + 1))),
    dailyDeviation: chosen ? deviationOf(chosen.errors) : spreadOf(history),
    compared,
  };
}

/**
 * The deviation of a day such that times the root of the days it covers the errors measured: of single days, or of whole windows
 * where those are larger, since a level that is wrong is wrong every day (Silver, Pyke & Thomas 2017, chapter 6: the deviation
 * of forecast errors over the lead time, not of demand).
 */
function deviationOf({ dailyRmse, rmse, windowDays }: ForecastErrors): number {
  return windowDays === 0 ? dailyRmse : Math.max(dailyRmse, rmse / Math.sqrt(windowDays));
}

/** Root of the mean squared error one day ahead of a short history; 0 where there is none. */
function spreadOf(history: readonly number[]): number {
  const { squaredError } = movingAverage(history, Math.max(1, history.length));
  return Number.isNaN(squaredError) ? 0 : Math.sqrt(squaredError);
}
