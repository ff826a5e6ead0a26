import type { ReturnLine } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';

/** What a line takes money for without selling anything yet. */
export type Liability = 'deposit' | 'gift-card';

/**
 * What the store owes for a line of a ticket until it is redeemed; null for goods and services. Such money is no revenue (IFRS 15,
 * paragraph 106: a contract liability until the goods are handed over).
 */
export function liabilityOf(line: Pick<ReturnLine, 'variantId' | 'storedValue'>): Liability | null {
  if (isDepositLine(line)) return 'deposit';
  return line.storedValue ?? null;
}
