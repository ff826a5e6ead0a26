import type { FittedModel } from './fitted-model.ts';

/** Where the method starts: the size of a demand and the chance of one on a day. */
export interface TsbStart {
  size: number;
  probability: number;
}

/**
 * The method of Teunter, Syntetos & Babai (2011, "Intermittent demand: Linking forecasting to inventory obsolescence", European
 * Journal of Operational Research 214): the chance of a demand is smoothed every day (`beta`), its size on days with one
 * (`alpha`). Unlike Croston's it fades when nothing sells any more. It starts at the means of the history.
 */
export function tsb(
  history: readonly number[],
  { alpha, beta }: { alpha: number; beta: number },
  start: TsbStart = meansOf(history),
): FittedModel {
  let { size, probability } = start;
  let squares = 0;
  let errors = 0;
  for (const value of history) {
    if (Number.isNaN(value)) continue;
    squares += (value - size * probability) ** 2;
    errors += 1;
    if (value > 0) size += alpha * (value - size);
    probability += beta * ((value > 0 ? 1 : 0) - probability);
  }
  const expected = size * probability;
  return { ahead: () => expected, squaredError: errors === 0 ? Number.NaN : squares / errors };
}

function meansOf(history: readonly number[]): TsbStart {
  const known = history.filter((value) => !Number.isNaN(value));
  const demands = known.filter((value) => value > 0);
  if (demands.length === 0) return { size: 0, probability: 0 };
  const sum = demands.reduce((all, value) => all + value, 0);
  return { size: sum / demands.length, probability: demands.length / known.length };
}
