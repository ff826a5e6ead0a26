/** Amounts from `min` (zero or below) to `max` with round steps between. */
export interface Scale {
  min: number;
  max: number;
  /** From the lowest to the highest; each a multiple of the same step. */
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** A scale that holds all values and zero, in about four steps of 1, 2, 2.5 or 5 times a power of ten; never below one unit. */
export function scaleOf(values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = Math.max((high - low) / 4, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.ceil((STEPS.find((each) => each * power >= rough) ?? 10) * power);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { min: first * step, max: last * step, ticks };
}

/** Every how many labels one fits, when there are `count` on `width` pixels and one takes `labelWidth`. */
export function labelEvery(count: number, width: number, labelWidth: number): number {
  return Math.max(1, Math.ceil((count * labelWidth) / Math.max(width, 1)));
}

/** A digit of a tick at 13 px, in pixels; those of the font are 0.62 em wide. */
const DIGIT = 13 * 0.62;

/** How much room the amounts beside a chart take with the gap to it, in pixels: the same for all that are usual, more for longer ones. */
export function axisWidth(written: readonly string[]): number {
  return Math.max(80, Math.ceil(Math.max(0, ...written.map(({ length }) => length)) * DIGIT) + 8);
}
