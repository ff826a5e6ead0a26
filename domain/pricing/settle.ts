import type { Cart } from '#domain/order/cart.ts';
import { type PricedLine, priceLines } from '#domain/pricing/price-lines.ts';
import { settleFaults } from '#domain/pricing/settle-faults.ts';
import type { Explanation, Settled, SettledLine, SettleResult } from '#domain/pricing/settled.ts';
import { type TaxAmounts, taxAmounts } from '#domain/tax/tax-amounts.ts';
import { ratesOf, type TaxLine, type TaxRules } from '#domain/tax/tax-rules.ts';

/**
 * Settles a cart: every line's list price, adjustments, taxes and the totals, with the reasons in `explain`, in order.
 * Total over any cart: what cannot be settled comes back as faults, all of them.
 */
export function settle(cart: Pick<Cart, 'lines' | 'discounts'>, rules: TaxRules): SettleResult {
  const faults = settleFaults(cart, rules);
  if (faults.length > 0) return { ok: false, faults };
  const explain: Explanation[] = [];
  const priced = priceLines(cart, explain);
  const taxables = priced.map(({ line, amount }) => ({ amount, rates: ratesOf(rules, line.taxCategory) ?? [] }));
  const taxes = taxAmounts(taxables, rules);
  explainTaxes(priced, taxes, rules, explain);
  return { ok: true, settled: settledOf(priced, taxes, rules, explain) };
}

function settledOf(priced: PricedLine[], taxes: TaxAmounts, rules: TaxRules, explain: Explanation[]): Settled {
  const lines = priced.map(({ line, listAmount, adjustments, amount }, index): SettledLine => {
    return { lineId: line.id, listAmount, adjustments, amount, taxes: taxes.lines[index] ?? [] };
  });
  const listTotal = lines.reduce((sum, line) => sum + line.listAmount, 0);
  const amountTotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const taxTotal = taxes.totals.reduce((sum, tax) => sum + tax.amount, 0);
  const total = rules.pricesIncludeTax ? amountTotal : amountTotal + taxTotal;
  return { lines, listTotal, adjustmentTotal: amountTotal - listTotal, taxes: taxes.totals, taxTotal, total, explain };
}

function explainTaxes(priced: PricedLine[], taxes: TaxAmounts, rules: TaxRules, explain: Explanation[]): void {
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
