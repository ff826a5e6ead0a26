/** An amount in minor units of a currency known from the context (pence, cents, yen): always a safe integer. */
export type Minor = number;

/** An ISO 4217 currency: `digits` is its number of minor-unit decimals (GBP 2, JPY 0, KWD 3). */
export interface Currency {
  code: string;
  digits: number;
}

/** Parts per million, the unit of every rate and percentage: 20 % is 200_000, 8.875 % is 88_750. */
export const PPM = 1_000_000;

/**
 * `a * b / c`, exactly, rounded half away from zero so that f(-x) = -f(x).
 * All three are integers, `c` positive; throws a RangeError when one is not or the result is not a safe integer.
 */
export function mulDiv(a: number, b: number, c: number): number {
  const doubled = Math.abs(a * b) * 2 + c;
  if (
    Number.isInteger(a) &&
    Number.isInteger(b) &&
    Number.isInteger(c) &&
    c > 0 &&
    doubled <= Number.MAX_SAFE_INTEGER
  ) {
    const size = (doubled - (doubled % (c * 2))) / (c * 2);
    return size === 0 ? 0 : a * b < 0 ? -size : size;
  }
  const [x, y, z] = [whole(a), whole(b), whole(c)];
  if (z <= 0n) throw new RangeError(`mulDiv: divisor ${c} is not positive`);
  const product = x * y;
  const sign = product < 0n ? -1n : 1n;
  return safe(sign * ((sign * product * 2n + z) / (z * 2n)));
}

/**
 * Splits `total` over `weights` in proportion, in whole minor units that sum to `total` exactly
 * (largest remainder; ties go to the earlier part). Weights are integers >= 0; when all are 0 the first part takes all.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) {
    if (total !== 0) throw new RangeError(`allocate: nothing to give ${total} to`);
    return [];
  }
  const sum = weights.reduce((all, weight) => {
    if (weight < 0) throw new RangeError(`allocate: negative weight ${weight}`);
    return all + whole(weight);
  }, 0n);
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0));
  const sign = total < 0 ? -1n : 1n;
  const size = sign * whole(total);
  const shares = weights.map((weight) => (size * whole(weight)) / sum);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * whole(weight)) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const given = shares.reduce((all, share) => all + share, 0n);
  for (const { index } of byRemainder.slice(0, Number(size - given))) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares.map((share) => safe(sign * share));
}

function whole(value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  return BigInt(value);
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`out of range: ${value}`);
  return number === 0 ? 0 : number;
}
