import type { Minor } from '#domain/money/money.ts';

/**
 * The amount nearest to this one that ends so (`ending` 99 of `whole` 100 for .99), the higher of two as near; never below the
 * ending itself. All are minor units, `ending` less than `whole`.
 */
export function withEnding(amount: Minor, ending: Minor, whole: Minor): Minor {
  const below = Math.floor((amount - ending) / whole) * whole + ending;
  const above = below + whole;
  return Math.max(ending, above - amount <= amount - below ? above : below);
}
