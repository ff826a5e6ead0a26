/**
 * How far forecasts were from what was asked for. `null` where a figure does not exist: nothing was asked for, or the history
 * never changed. Smaller is better; a `mase` below 1 beats the seasonal naive forecast of the history.
 */
export interface ForecastErrors {
  /** Mean absolute error a day, over that of the seasonal naive forecast one week ahead in the history (fpp3, section 5.8). */
  mase: number | null;
  /** Absolute errors of the windows' totals over their demand. */
  wape: number | null;
  /** (expected - asked for) / asked for, over all windows: above 0 is too much stock. */
  bias: number | null;
  /** Root mean squared error of a window's total: what methods are compared by. */
  rmse: number;
  /** Root mean squared error of one day. */
  dailyRmse: number;
  /** Days known in a window, on average. */
  windowDays: number;
}

/** One window of a back-test: day by day what was expected and asked for (NaN: unknown), and the scale of its history. */
export interface TestedWindow {
  expected: readonly number[];
  actual: readonly number[];
  /** Mean absolute error of the seasonal naive forecast in the history before it; 0 or NaN where there is none. */
  scale: number;
}

/** The errors over windows. Days unknown count for neither side. */
export function forecastErrors(windows: readonly TestedWindow[]): ForecastErrors {
  const all = {
    days: 0,
    squares: 0,
    scaled: 0,
    scaledDays: 0,
    totals: 0,
    totalSquares: 0,
    demand: 0,
    signed: 0,
    windows: 0,
  };
  for (const { expected, actual, scale } of windows) {
    let error = 0;
    let days = 0;
    actual.forEach((value, index) => {
      if (Number.isNaN(value)) return;
      const off = (expected[index] ?? 0) - value;
      error += off;
      days += 1;
      all.demand += value;
      all.squares += off * off;
      if (!(scale > 0)) return;
      all.scaled += Math.abs(off) / scale;
      all.scaledDays += 1;
    });
    if (days === 0) continue;
    all.days += days;
    all.windows += 1;
    all.signed += error;
    all.totals += Math.abs(error);
    all.totalSquares += error * error;
  }
  return {
    mase: all.scaledDays === 0 ? null : all.scaled / all.scaledDays,
    wape: all.demand === 0 ? null : all.totals / all.demand,
    bias: all.demand === 0 ? null : all.signed / all.demand,
    rmse: all.windows === 0 ? 0 : Math.sqrt(all.totalSquares / all.windows),
    dailyRmse: all.days === 0 ? 0 : Math.sqrt(all.squares / all.days),
    windowDays: all.windows === 0 ? 0 : all.days / all.windows,
  };
}

/** The scale of MASE: mean absolute difference of days a season apart (fpp3, section 5.8); NaN where no two are known. */
export function seasonalScale(history: readonly number[], period: number): number {
  let sum = 0;
  let pairs = 0;
  for (let index = period; index < history.length; index++) {
    const step = Math.abs((history[index] ?? Number.NaN) - (history[index - period] ?? Number.NaN));
    if (Number.isNaN(step)) continue;
    sum += step;
    pairs += 1;
  }
  return pairs === 0 ? Number.NaN : sum / pairs;
}
