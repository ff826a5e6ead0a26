import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { Payment } from '#domain/order/order.ts';

/** The tender code of cash. */
export const CASH = 'cash';

/**
 * What is due in cash where the smallest coin is `step` minor units, and what rounding added (or took, negative):
 * `payable` = `total` + `rounding`. Halves go away from zero, in every currency alike.
 */
export function cashPayable(total: Minor, step: Minor): { payable: Minor; rounding: Minor } {
  const payable = mulDiv(total, 1, step) * step;
  return { payable, rounding: payable - total };
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

/** Takes cash for all that is payable and gives the change, or says how much is missing. */
export function takeCash(
  paymentId: string,
  payable: Minor,
  tendered: Minor,
): { ok: true; payment: Payment } | { ok: false; missing: Minor } {
  if (tendered < payable) return { ok: false, missing: payable - tendered };
  return {
    ok: true,
    payment: { id: paymentId, tender: CASH, tendered, change: tendered - payable, amount: payable },
  };
}
