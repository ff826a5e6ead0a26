/** How many shades a heat map has besides none. */
export const HEAT_LEVELS = 5;

/** Which shade an amount has where `most` is the largest: 0 for nothing (or less), otherwise 1 to 5 in equal steps. */
export function heatLevel(amount: number, most: number): number {
  if (amount <= 0 || most <= 0) return 0;
  return Math.min(HEAT_LEVELS, Math.max(1, Math.ceil((amount / most) * HEAT_LEVELS)));
}
