import type { TFunction } from 'i18next';
import { isKnownReason } from '#contracts/settings/known-reasons.ts';
import { OWN_REASONS } from './own-reasons.ts';

/** A reason in words: of a discount, a return, a cash movement, a difference. One that nobody knows is shown as it is. */
export function reasonWords(t: TFunction, reason: string): string {
  return isKnownReason(reason) ? t(`reason.${reason}`) : t(reason, { ...OWN_REASONS, defaultValue: reason });
}
