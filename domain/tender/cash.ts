import { type Minor, mulDiv } from '#domain/money/money.ts';

/** How halves of a rounding step go: `up` away from zero, `down` toward zero. Refunds round as sales do. */
export type Halves = 'up' | 'down';

/**
 * What is due in cash where the smallest coin is `step` minor units, and what rounding added (or took, negative):
 * `payable` = `total` + `rounding`. Rounds to the nearest multiple of the step, halves as told.
 */
export function cashPayable(total: Minor, step: Minor, halves: Halves = 'up'): { payable: Minor; rounding: Minor } {
  const nearest = mulDiv(total, 1, step) * step;
  const isHalf = Math.abs(nearest - total) * 2 === step;
  const payable = isHalf && halves === 'down' ? nearest - Math.sign(total) * step : nearest;
  return { payable: payable === 0 ? 0 : payable, rounding: payable - total };
}

/** How many notes or coins of one kind a person counts out without a thought. */
const HANDFUL = 3;

/**
 * Amounts a person is likely to hand over: the exact one first, then up to three next larger ones, ascending.
 * Each is a handful of one note or coin, or any number of the two largest notes. `denominations` ascend.
 */
export function quickTenders(payable: Minor, denominations: readonly Minor[]): Minor[] {
  if (payable <= 0) return [payable];
  const largest = denominations.slice(-2);
  const larger = new Set<Minor>();
  for (const denomination of denominations) {
    const count = Math.ceil(payable / denomination);
    if (count > HANDFUL && !largest.includes(denomination)) continue;
    if (count * denomination > payable) larger.add(count * denomination);
  }
  return [payable, ...[...larger].sort((a, b) => a - b).slice(0, 3)];
}
