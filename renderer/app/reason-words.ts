import type { TFunction } from 'i18next';

/** The reasons every shop has; a store's own codes are shown as they are. */
const KNOWN = ['damaged', 'staff', 'price-match', 'goodwill', 'short-dated', 'end-of-line', 'other'] as const;

/** A discount's reason in words. */
export function reasonWords(t: TFunction, reason: string): string {
  const known = KNOWN.find((code) => code === reason);
  return known ? t(`reason.${known}`) : reason;
}
