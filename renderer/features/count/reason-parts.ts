/** What a part of a difference is put down to, in smallest units. */
export interface ReasonPart {
  reason: string;
  quantity: number;
}

/** Why goods are missing, and why there are more than there should be. */
const MISSING_REASONS = [
  'unknown',
  'theft',
  'breakage',
  'expired',
  'own-use',
  'miscount',
  'delivery',
  'other',
] as const;
const FOUND_REASONS = ['found', 'unknown', 'miscount', 'delivery', 'other'] as const;

/** Reasons that are offered for a difference. */
export function reasonsFor(difference: number): readonly string[] {
  return difference < 0 ? MISSING_REASONS : FOUND_REASONS;
}

/** All of a difference for one reason; a count that found what should be there needs none. */
export function wholePart(difference: number): ReasonPart[] {
  return difference === 0 ? [] : [{ reason: reasonsFor(difference)[0] ?? 'unknown', quantity: difference }];
}

/**
 * The parts with one of them changed: the first takes what the others leave, so that they always come to the difference. `size` is
 * without a sign; more than there is to be explained is taken for all of it.
 */
export function setPart(
  parts: readonly ReasonPart[],
  index: number,
  change: { reason?: string; size?: number },
): ReasonPart[] {
  const difference = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  const sign = difference < 0 ? -1 : 1;
  const changed = parts.map((part, at) => {
    if (at !== index) return part;
    const others = parts.reduce((sum, other, of) => (of === 0 || of === at ? sum : sum + Math.abs(other.quantity)), 0);
    const most = Math.abs(difference) - others;
    const size = change.size === undefined || at === 0 ? Math.abs(part.quantity) : Math.min(change.size, most);
    return { reason: change.reason ?? part.reason, quantity: sign * size };
  });
  return leftToFirst(changed, difference);
}

/** One more part, of nothing yet, for the first reason that no part has. */
export function splitParts(parts: readonly ReasonPart[]): ReasonPart[] {
  const difference = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  const free = reasonsFor(difference).find((reason) => !parts.some((part) => part.reason === reason));
  return free === undefined ? [...parts] : [...parts, { reason: free, quantity: 0 }];
}

/** Without a part; the first takes what it had. */
export function dropPart(parts: readonly ReasonPart[], index: number): ReasonPart[] {
  const difference = parts.reduce((sum, { quantity }) => sum + quantity, 0);
  return leftToFirst(
    parts.filter((_, at) => at !== index),
    difference,
  );
}

function leftToFirst(parts: readonly ReasonPart[], difference: number): ReasonPart[] {
  const rest = parts.slice(1).reduce((sum, { quantity }) => sum + quantity, 0);
  return parts.map((part, at) => (at === 0 ? { ...part, quantity: difference - rest } : part));
}
