import type { TFunction } from 'i18next';
import { reasonWords } from '#renderer/app/reason-words.ts';

/** What is chosen from when terms of an order are changed, and what the server gives for what it does by rule. */
const ORDER_REASONS = [
  'changed-mind',
  'not-available',
  'late',
  'wrong-address',
  'routed',
  'amended',
  'cancelled',
  'uncovered',
  'sold-out',
  'substituted',
  'not-collected',
  'returned',
  'given-back',
] as const;

export const CANCEL_REASONS = ['changed-mind', 'not-available', 'late', 'damaged', 'mistake', 'other'] as const;
export const AMEND_REASONS = ['changed-mind', 'wrong-address', 'late', 'mistake', 'other'] as const;
export const ROUTE_REASONS = ['not-available', 'late', 'damaged', 'other'] as const;
export const REFUND_REASONS = ['goodwill', 'late', 'damaged', 'mistake', 'other'] as const;

/** A reason of an order in words; one that a channel gave in its own stands as it is. */
export function orderReason(t: TFunction, reason: string): string {
  const known = ORDER_REASONS.find((one) => one === reason);
  return known ? t(`onlineOrders.reasons.${known}`) : reasonWords(t, reason);
}
