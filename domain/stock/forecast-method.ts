import { croston } from './croston.ts';
import { simpleExponentialSmoothing } from './exponential-smoothing.ts';
import type { FittedModel } from './fitted-model.ts';
import { holtWinters, WEEK } from './holt-winters.ts';
import { movingAverage } from './moving-average.ts';
import { naive, seasonalNaive } from './naive.ts';
import { tsb } from './tsb.ts';

/** Two yardsticks, and the methods to choose from, the simplest first. */
export const YARDSTICKS = ['naive', 'seasonal-naive'] as const;
export const METHODS = ['moving-average', 'exponential-smoothing', 'croston-sba', 'tsb', 'holt-winters'] as const;

export type ForecastMethod = (typeof YARDSTICKS)[number] | (typeof METHODS)[number];

/** What a method was run with, by the names of its source: `alpha`, `window` (days) … */
export type MethodParameters = Readonly<Record<string, number>>;

interface Definition {
  /** Days known that it needs at least. */
  least: number;
  /** What it may be run with; of several the one with the least squared error one day ahead. */
  grid: readonly MethodParameters[];
  run(history: readonly number[], parameters: MethodParameters): FittedModel;
}

const TREND = { beta: 0.05, phi: 0.95 };
const NO_TREND = { beta: 0, phi: 1 };

/** Croston's and TSB's are not fitted: 0.05 to 0.2 is what their authors use, and squared errors of seldom demands mislead. */
const DEFINITIONS: Record<ForecastMethod, Definition> = {
  naive: { least: 1, grid: [{}], run: (history) => naive(history) },
  'seasonal-naive': { least: WEEK, grid: [{}], run: (history) => seasonalNaive(history, WEEK) },
  'moving-average': {
    least: 1,
    grid: [{ window: 14 }, { window: 28 }, { window: 56 }],
    run: (history, { window = 28 }) => movingAverage(history, window),
  },
  'exponential-smoothing': {
    least: 14,
    grid: [0.05, 0.1, 0.2, 0.3].map((alpha) => ({ alpha })),
    run: (history, { alpha = 0.1 }) => simpleExponentialSmoothing(history, alpha),
  },
  'croston-sba': {
    least: 14,
    grid: [{ alpha: 0.1 }],
    run: (history, { alpha = 0.1 }) => croston(history, { alpha, syntetosBoylan: true }),
  },
  tsb: {
    least: 14,
    grid: [{ alpha: 0.1, beta: 0.05 }],
    run: (history, { alpha = 0.1, beta = 0.05 }) => tsb(history, { alpha, beta }),
  },
  'holt-winters': {
    least: 4 * WEEK,
    grid: [NO_TREND, TREND].flatMap((trend) =>
      [0.05, 0.1, 0.2, 0.3].flatMap((alpha) => [0.05, 0.1, 0.3].map((gamma) => ({ alpha, gamma, ...trend }))),
    ),
    run: (history, { alpha = 0.1, beta = 0, gamma = 0.1, phi = 1 }) =>
      holtWinters(history, { alpha, beta, gamma, phi }),
  },
};

/** Whether a history has days enough for a method. */
export function canForecast(method: ForecastMethod, history: readonly number[]): boolean {
  return history.reduce((known, value) => known + (Number.isNaN(value) ? 0 : 1), 0) >= DEFINITIONS[method].least;
}

/** A method's parameters for a history: of its grid those with the least squared error one day ahead, the first of equals. */
export function fitParameters(method: ForecastMethod, history: readonly number[]): MethodParameters {
  const { grid, run } = DEFINITIONS[method];
  let best: MethodParameters = grid[0] ?? {};
  if (grid.length === 1) return best;
  let least = Number.POSITIVE_INFINITY;
  for (const parameters of grid) {
    const { squaredError } = run(history, parameters);
    if (squaredError < least) [best, least] = [parameters, squaredError];
  }
  return best;
}

/** A method run over a history. Parameters that are not named have the method's usual value. */
export function runMethod(
  method: ForecastMethod,
  history: readonly number[],
  parameters: MethodParameters,
): FittedModel {
  return DEFINITIONS[method].run(history, parameters);
}
