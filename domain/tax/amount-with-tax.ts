import type { Minor } from '#domain/money/money.ts';

/** What an amount comes to with its taxes, so that stores whose prices include them and stores whose don't compare. Minor units. */
export function amountWithTax(
  { pricesIncludeTax }: { pricesIncludeTax: boolean },
  { amount, taxes }: { amount: Minor; taxes: readonly { amount: Minor }[] },
): Minor {
  return pricesIncludeTax ? amount : taxes.reduce((sum, tax) => sum + tax.amount, amount);
}
