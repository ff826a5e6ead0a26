import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** A line's amount with tax, so that stores whose prices include it and stores whose don't compare. Minor units. */
export function grossOf(
  { pricesIncludeTax }: Pick<OrderCompleted, 'pricesIncludeTax'>,
  { amount, taxes }: { amount: number; taxes: readonly TaxLine[] },
): number {
  return pricesIncludeTax ? amount : taxes.reduce((sum, tax) => sum + tax.amount, amount);
}
