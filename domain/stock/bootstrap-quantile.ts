import { PPM } from '#domain/money/money.ts';

/** Totals are told apart by so many steps at most; larger ones are binned. */
const MOST_STEPS = 4096;

/**
 * The smallest total that `days` days do not exceed with a chance of `sharePpm`, each day drawn from the history's known days
 * with replacement: the ideal bootstrap of lead time demand (Bookbinder & Lordahl 1989, "Estimation of inventory re-order levels
 * using the bootstrap statistical procedure"; Efron & Tibshirani 1993, chapter 6). Not by drawing but exactly, by convolution,
 * so that it is the same each time. Where totals can exceed 4,096 each day is rounded up to a multiple of a bin, which errs
 * towards more. 0 for no day or no history. Throws a RangeError unless 0 < sharePpm < 1,000,000.
 */
export function bootstrapQuantile(history: readonly number[], days: number, sharePpm: number): number {
  if (!(sharePpm > 0 && sharePpm < PPM)) throw new RangeError(`not a share within 0 and 1: ${sharePpm} ppm`);
  const known = history.filter((value) => !Number.isNaN(value));
  const most = known.reduce((max, value) => Math.max(max, value), 0);
  if (most === 0 || days <= 0) return 0;
  const bin = Math.max(1, Math.ceil((most * days) / MOST_STEPS));
  const day = shares(known.map((value) => Math.ceil(value / bin)));
  let total = new Float64Array([1]);
  for (let drawn = 0; drawn < days; drawn++) total = convolve(total, day);
  let sum = 0;
  // What rounding can lose of a sum of so many shares must not push the quantile up.
  const asked = sharePpm / PPM - 1e-9;
  for (let steps = 0; steps < total.length; steps++) {
    sum += total[steps] ?? 0;
    if (sum >= asked) return steps * bin;
  }
  return (total.length - 1) * bin;
}

/** How large a share of days each number of steps has: [steps, share], ascending. */
function shares(steps: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const value of steps) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([value, count]) => [value, count / steps.length]);
}

function convolve(total: Float64Array, day: readonly [number, number][]): Float64Array<ArrayBuffer> {
  const most = day.at(-1)?.[0] ?? 0;
  const sum = new Float64Array(total.length + most);
  for (const [steps, share] of day) {
    for (let index = 0; index < total.length; index++) {
      sum[index + steps] = (sum[index + steps] ?? 0) + (total[index] ?? 0) * share;
    }
  }
  return sum;
}
