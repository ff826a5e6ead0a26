import { PPM } from '#domain/money/money.ts';
import type { Marks, Movement } from './position.ts';
import type { CountReview, CountState } from './review-count.ts';

/** A part of a difference and why; missing goods are below zero. */
export interface Shrinkage {
  reason: string;
  quantity: number;
}

/** The one movement that a count makes of a variant, also of 0: it says as of which facts stock was right. */
export interface CountAdjustment extends Movement {
  asOf: Marks;
}

export type CountApproval =
  | { ok: true; adjustment: CountAdjustment; shrinkage: Shrinkage[] }
  | { ok: false; code: 'count-not-final'; state: Exclude<CountState, 'final'> }
  /** The reasons must sum to the difference. */
  | { ok: false; code: 'shrinkage-differs'; difference: number; explained: number };

/**
 * Books a count's difference. Only a final one: what is provisional could still change, and what is superseded would be booked a
 * second time. Each reason stands once, those of 0 are left out.
 */
export function approveCount(review: CountReview, shrinkage: readonly Shrinkage[]): CountApproval {
  const { state, difference, variantId, asOf } = review;
  if (state !== 'final' || difference === null)
    return { ok: false, code: 'count-not-final', state: state === 'final' ? 'incomplete' : state };
  const byReason = new Map<string, number>();
  for (const { reason, quantity } of shrinkage) byReason.set(reason, (byReason.get(reason) ?? 0) + quantity);
  const explained = [...byReason.values()].reduce((sum, quantity) => sum + quantity, 0);
  if (explained !== difference) return { ok: false, code: 'shrinkage-differs', difference, explained };
  return {
    ok: true,
    adjustment: { variantId, quantity: difference, asOf },
    shrinkage: [...byReason].flatMap(([reason, quantity]) => (quantity === 0 ? [] : [{ reason, quantity }])),
  };
}

/**
 * Whether a difference is worth a recount before it is approved: more than `quantity`, and more than `sharePpm` of what was
 * expected. Something doubtful is always worth one; what was not counted whole has to be anyway.
 */
export function isWorthRecount(review: CountReview, tolerance: { quantity: number; sharePpm: number }): boolean {
  const { difference, expected, doubtful, state } = review;
  if (state === 'conflicting' || state === 'superseded' || doubtful.length > 0) return true;
  if (difference === null || expected === null) return false;
  const size = Math.abs(difference);
  return size > tolerance.quantity && size * PPM > Math.abs(expected) * tolerance.sharePpm;
}
