import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import type { Cart, CartLine, Discount } from '#domain/order/cart.ts';
import { type PricedLine, priceLines } from '#domain/pricing/price-lines.ts';
import type { Explanation, Settled, SettledLine, SettleFault, SettleResult } from '#domain/pricing/settled.ts';
import { type TaxAmounts, taxAmounts } from '#domain/tax/tax-amounts.ts';
import type { TaxLine, TaxRate, TaxRules } from '#domain/tax/tax-rules.ts';

/** The largest quantity of a line, in smallest units. */
export const QUANTITY_MAX = 1_000_000_000;

/**
 * Settles a cart: every line's list price, adjustments, taxes and the totals, with the reasons in `explain`, in order.
 * Total over any cart: what cannot be settled comes back as faults, all of them.
 */
export function settle(cart: Pick<Cart, 'lines' | 'discounts'>, rules: TaxRules): SettleResult {
  const faults = faultsOf(cart, rules);
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

function ratesOf(rules: TaxRules, category: string): readonly TaxRate[] | undefined {
  return Object.hasOwn(rules.rates, category) ? rules.rates[category] : undefined;
}

function faultsOf(cart: Pick<Cart, 'lines' | 'discounts'>, rules: TaxRules): SettleFault[] {
  const faults: SettleFault[] = [];
  let worst = 0;
  for (const line of cart.lines) {
    const found = lineFaults(line, rules);
    if (found.length === 0) {
      const size = worstCase(line, ratesOf(rules, line.taxCategory) ?? []);
      if (worst + size > LARGEST) found.push({ code: 'amount-too-large', lineId: line.id });
      else worst += size;
    }
    faults.push(...found);
  }
  for (const { id } of cart.discounts.filter(isInvalid)) faults.push({ code: 'discount-invalid', discountId: id });
  return faults;
}

function lineFaults(line: CartLine, rules: TaxRules): SettleFault[] {
  const faults: SettleFault[] = [];
  const lineId = line.id;
  const { quantity, unitPrice, taxCategory } = line;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > QUANTITY_MAX) {
    faults.push({ code: 'quantity-invalid', lineId });
  }
  if (!Number.isSafeInteger(unitPrice) || unitPrice < 0) faults.push({ code: 'price-invalid', lineId });
  if (!ratesOf(rules, taxCategory)) faults.push({ code: 'tax-category-unknown', lineId, taxCategory });
  for (const { id } of line.discounts.filter(isInvalid)) {
    faults.push({ code: 'discount-invalid', lineId, discountId: id });
  }
  return faults;
}

function isInvalid(discount: Discount): boolean {
  return !Number.isSafeInteger(discount.value) || discount.value < 1;
}

/** Half of what is exact in a number: sums below it, with all their roundings, never leave the safe integers. */
const LARGEST = (Number.MAX_SAFE_INTEGER - 1) / 2;

/** The most a line can come to, tax and roundings included, or Infinity when that is no safe integer. */
function worstCase(line: CartLine, rates: readonly TaxRate[]): number {
  const grossPpm = rates.reduce((sum, rate) => sum + rate.ratePpm, PPM);
  const scale = UNIT_SCALE[line.unit];
  if (grossPpm > LARGEST || BigInt(line.unitPrice) * BigInt(line.quantity) > BigInt(LARGEST))
    return Number.POSITIVE_INFINITY;
  const list = mulDiv(line.unitPrice, line.quantity, scale);
  if (BigInt(list) * BigInt(grossPpm) > BigInt(LARGEST) * BigInt(PPM)) return Number.POSITIVE_INFINITY;
  return mulDiv(list, grossPpm, PPM) + rates.length + 1;
}
