import { roundShare, shareOf, spread } from '#domain/money/exact-share.ts';

/** An amount in minor units of a currency known from the context (pence, cents, yen): always a safe integer. */
export type Minor = number;

/** An ISO 4217 currency: `digits` is its number of minor-unit decimals (GBP 2, JPY 0, KWD 3). */
export interface Currency {
  code: string;
  digits: number;
}

/**
 * The most one amount of one fact may come to, either way: more than any till takes, and so little that thousands of them sum
 * up within the safe integers.
 */
export const AMOUNT_MAX = 1_000_000_000_000;

/** Parts per million, the unit of every rate and percentage: 20 % is 200_000, 8.875 % is 88_750. */
export const PPM = 1_000_000;

/**
 * `a * b / c`, exactly, rounded half away from zero so that f(-x) = -f(x).
 * All three are integers, `c` positive; throws a RangeError when one is not or the result is not a safe integer.
 */
export function mulDiv(a: number, b: number, c: number): number {
  for (const value of [a, b, c]) if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  if (c <= 0) throw new RangeError(`mulDiv: divisor ${c} is not positive`);
  const size = roundShare(shareOf(Math.abs(a), Math.abs(b), c));
  if (!Number.isSafeInteger(size)) throw new RangeError(`mulDiv: out of range: ${a} * ${b} / ${c}`);
  return signed(size, a < 0 !== b < 0);
}

/**
 * Splits `total` over `weights` in proportion, in whole minor units that sum to `total` exactly
 * (largest remainder; ties go to the earlier part). Weights are integers >= 0 with a safe sum; when all are 0 the first
 * part takes all. Throws a RangeError on other weights, and when there is no part to take a total other than 0.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`not a safe integer: ${total}`);
  if (weights.length === 0 && total !== 0) throw new RangeError(`allocate: nothing to give ${total} to`);
  let sum = 0;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`allocate: not a weight: ${weight}`);
    sum += weight;
  }
  if (!Number.isSafeInteger(sum)) throw new RangeError('allocate: the weights sum to no safe integer');
  const size = Math.abs(total);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? signed(size, total < 0) : 0));
  const parts = spread(
    size,
    weights.map((weight) => shareOf(size, weight, sum)),
  );
  return parts.map((part) => signed(part, total < 0));
}

function signed(size: number, negative: boolean): number {
  return negative && size !== 0 ? -size : size;
}
