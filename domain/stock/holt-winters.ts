import { type FittedModel, meanOfFirst } from './fitted-model.ts';

/** Smoothing parameters from 0 to 1. With `beta` 0 and no first trend there is no trend. `phi` damps the trend; 1 does not. */
export interface HoltWintersParameters {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}

/** What the method starts from: `seasons` has one entry per day of the season, the first being that of the first day. */
export interface HoltWintersStart {
  level: number;
  trend: number;
  seasons: readonly number[];
}

/** Days of a week. */
export const WEEK = 7;

/** How many weeks the first level and seasons come from. */
const FIRST_WEEKS = 4;

/**
 * Holt-Winters' additive method with a damped trend (Hyndman & Athanasopoulos, fpp3, section 8.3), cut off at 0. Additive,
 * since a shop has days without sales. Of a day unknown only the trend's step is taken.
 */
export function holtWinters(
  history: readonly number[],
  { alpha, beta, gamma, phi }: HoltWintersParameters,
  start: HoltWintersStart = weeklyStart(history),
): FittedModel {
  const seasons = [...start.seasons];
  const period = seasons.length;
  let { level, trend } = start;
  let squares = 0;
  let errors = 0;
  for (let index = 0; index < history.length; index++) {
    const value = history[index] ?? Number.NaN;
    const before = level + phi * trend;
    if (Number.isNaN(value)) {
      level = before;
      trend *= phi;
      continue;
    }
    const season = seasons[index % period] ?? 0;
    const error = value - before - season;
    squares += error * error;
    errors += 1;
    trend = beta * (before + alpha * error - level) + (1 - beta) * phi * trend;
    level = before + alpha * error;
    seasons[index % period] = gamma * (value - before) + (1 - gamma) * season;
  }
  const ahead = (h: number) => {
    const season = seasons[(history.length + h - 1) % period] ?? 0;
    return Math.max(0, level + dampedSteps(phi, h) * trend + season);
  };
  return { ahead, squaredError: errors === 0 ? Number.NaN : squares / errors };
}

/** phi + phi^2 + … + phi^h. */
function dampedSteps(phi: number, h: number): number {
  let sum = 0;
  for (let step = 0, power = phi; step < h; step++, power *= phi) sum += power;
  return sum;
}

/** Level and weekdays of the first four weeks, without a trend; a weekday never known there is as the level. */
export function weeklyStart(history: readonly number[]): HoltWintersStart {
  const first = history.slice(0, FIRST_WEEKS * WEEK);
  const level = meanOfFirst(first, first.length);
  const seasons = Array.from({ length: WEEK }, (_, day) => {
    const same = first.filter((value, index) => index % WEEK === day && !Number.isNaN(value));
    return same.length === 0 ? 0 : meanOfFirst(same, same.length) - level;
  });
  return { level, trend: 0, seasons };
}
