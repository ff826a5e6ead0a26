/**
 * A forecasting method run over a history. Histories are daily numbers >= 0 with NaN where demand is unknown (closed, out of
 * stock): such days change nothing that a method has learnt, except that time passes for trend and season.
 */
export interface FittedModel {
  /** Expected demand on the h-th day after the history, h >= 1; never below 0. */
  ahead(h: number): number;
  /** Mean squared error of its forecasts one day ahead, over the days known; NaN where there was none. */
  squaredError: number;
}

/** The mean of the first days known, at most `most` of them; 0 where none is. */
export function meanOfFirst(history: readonly number[], most: number): number {
  let sum = 0;
  let known = 0;
  for (const value of history) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
    if (known === most) break;
  }
  return known === 0 ? 0 : sum / known;
}
