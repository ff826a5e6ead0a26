import type { TFunction } from 'i18next';

/** The reasons every shop has; a store's own codes are shown as they are. */
const KNOWN = [
  'damaged',
  'staff',
  'price-match',
  'goodwill',
  'short-dated',
  'end-of-line',
  'other',
  'change',
  'petty-cash',
  'supplier',
  'check',
  'miscount',
  'wrong-change',
  'unknown',
  'safe',
  'wrong-label',
  'manager',
  'unwanted',
  'faulty',
  'wrong-item',
  'not-as-described',
  'diplomat',
  'export',
  'reseller',
  'charity',
  'customer-left',
  'no-money',
  'mistake',
  'test',
  'delivery',
  'opening',
  'breakage',
  'theft',
  'own-use',
  'sample',
  'expired',
  'found',
  'too-many',
] as const;

/** A reason in words: of a discount, a return, a cash movement, a difference. */
export function reasonWords(t: TFunction, reason: string): string {
  const known = KNOWN.find((code) => code === reason);
  return known ? t(`reason.${known}`) : reason;
}
