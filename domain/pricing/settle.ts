import { exemptLines } from '#domain/pricing/exempt-lines.ts';
import { type PricedLine, priceLines } from '#domain/pricing/price-lines.ts';
import { settleFaults } from '#domain/pricing/settle-faults.ts';
import type { SettleInput } from '#domain/pricing/settle-input.ts';
import type { Explanation, Settled, SettledLine, SettleResult } from '#domain/pricing/settled.ts';
import { type TaxAmounts, taxAmounts } from '#domain/tax/tax-amounts.ts';
import { ratesOf, type TaxLine, type TaxRules } from '#domain/tax/tax-rules.ts';
import { taxTotals } from '#domain/tax/tax-totals.ts';

/**
 * Settles a cart: every line's list price, adjustments, taxes and the totals, with the reasons in `explain`, in order.
 * What comes back (`returns`) is folded into taxes and totals, which so may be negative.
 * Total over any cart: what cannot be settled comes back as faults, all of them.
 */
export function settle(cart: SettleInput, rules: TaxRules): SettleResult {
  const faults = settleFaults(cart, rules);
  if (faults.length > 0) return { ok: false, faults };
  const explain: Explanation[] = [];
  const priced = priceLines(cart, explain);
  const taxables = priced.map(({ line, amount }) => ({ amount, rates: ratesOf(rules, line.taxCategory) ?? [] }));
  const taxes = taxAmounts(taxables, rules);
  if (cart.taxExemption) exemptLines(priced, taxes, cart.taxExemption.reason, rules, explain);
  else explainTaxes(priced, taxes, rules, explain);
  const lineTaxes = cart.taxExemption ? priced.map(() => []) : taxes.lines;
  return { ok: true, settled: settledOf(cart, priced, lineTaxes, rules, explain) };
}

function settledOf(
  cart: SettleInput,
  priced: readonly PricedLine[],
  lineTaxes: readonly TaxLine[][],
  rules: TaxRules,
  explain: Explanation[],
): Settled {
  const lines = priced.map(({ line, listAmount, adjustments, amount }, index): SettledLine => {
    return { lineId: line.id, listAmount, adjustments, amount, taxes: lineTaxes[index] ?? [] };
  });
  const returns = cart.returns ?? [];
  const listTotal = lines.reduce((sum, line) => sum + line.listAmount, 0);
  const amountTotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const returnTotal = returns.reduce((sum, line) => sum + line.amount, 0);
  const taxes = taxTotals([...lines, ...returns].flatMap((line) => line.taxes));
  const taxTotal = taxes.reduce((sum, tax) => sum + tax.amount, 0);
  const total = amountTotal + returnTotal + (rules.pricesIncludeTax ? 0 : taxTotal);
  const adjustmentTotal = amountTotal - listTotal;
  return { lines, listTotal, adjustmentTotal, returnTotal, taxes, taxTotal, total, explain };
}

function explainTaxes(priced: readonly PricedLine[], taxes: TaxAmounts, rules: TaxRules, explain: Explanation[]): void {
  const code = rules.pricesIncludeTax ? 'tax-included' : 'tax-added';
  for (const [index, { line }] of priced.entries()) {
    for (const tax of taxes.lines[index] ?? []) explain.push({ lineId: line.id, code, params: paramsOf(tax) });
  }
  for (const rounded of taxes.rounded) {
    explain.push({ code: 'tax-rounding', params: { level: rules.rounding, ...rounded } });
  }
}

function paramsOf({ code, ratePpm, base, amount }: TaxLine): Explanation['params'] {
  return { code, ratePpm, base, amount };
}
