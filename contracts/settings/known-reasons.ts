/** Codes of reasons that every shop has: each has words in every language shipped. A store's own have theirs in `reasonNames`. */
export const KNOWN_REASONS = [
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
  'not-there',
  'too-busy',
  'closing',
] as const;

export type KnownReason = (typeof KNOWN_REASONS)[number];

/** Whether screens have words of their own for a reason; any other is called what its store calls it. */
export function isKnownReason(code: string): code is KnownReason {
  return KNOWN_REASONS.some((known) => known === code);
}
