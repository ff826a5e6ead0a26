import type { PricedLine } from '#domain/pricing/price-lines.ts';
import type { Explanation } from '#domain/pricing/settled.ts';
import type { TaxAmounts } from '#domain/tax/tax-amounts.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/**
 * Takes the tax off the lines of an exempt customer. Where prices include tax, what each line's tax would have been comes
 * off its amount as an adjustment `tax-exemption`, so that the net price is paid; where they exclude it, none is added.
 */
export function exemptLines(
  priced: readonly PricedLine[],
  taxes: TaxAmounts,
  reason: string,
  rules: TaxRules,
  explain: Explanation[],
): void {
  for (const [index, line] of priced.entries()) {
    const tax = (taxes.lines[index] ?? []).reduce((sum, { amount }) => sum + amount, 0);
    if (tax === 0) continue;
    explain.push({ lineId: line.line.id, code: 'tax-exemption', params: { reason, amount: -tax } });
    if (!rules.pricesIncludeTax) continue;
    line.adjustments.push({ source: 'tax-exemption', discountId: '', reason, amount: -tax });
    line.amount -= tax;
  }
}
