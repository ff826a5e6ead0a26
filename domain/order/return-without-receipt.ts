import type { Variant } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Condition, ReturnLine } from '#domain/order/cart.ts';
import { listAmountOf } from '#domain/pricing/price-lines.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { taxAmounts } from '#domain/tax/tax-amounts.ts';
import { ratesOf, type TaxRules } from '#domain/tax/tax-rules.ts';

/** What comes back without a receipt. It is given back as store credit only. */
export interface UnreceiptedReturn {
  id: string;
  variant: Pick<Variant, 'variantId' | 'sku' | 'name' | 'unit' | 'taxCategory' | 'rules'>;
  quantity: number;
  /** Prices of the last 30 days as the till knows them, per UNIT_SCALE[unit], in the store's regime; the lowest counts. */
  prices: readonly Minor[];
  reason: string;
  condition: Condition;
  serial?: string;
  overrideId?: string;
}

export type UnreceiptedResult =
  /** `refund` is what is given back, with tax: positive. */
  | { ok: true; line: ReturnLine; refund: Minor }
  | { ok: false; code: 'price-missing' | 'item-not-returnable' | 'quantity-invalid' | 'tax-category-unknown' }
  | { ok: false; code: 'return-exceeds'; refund: Minor; cap: Minor };

/**
 * The return of goods whose sale nobody knows: the lowest known price for the quantity, with the tax that is in it now, at
 * most `cap` (minor units, tax included; Infinity for none). Whether the operator may is `return-without-receipt`.
 */
export function returnWithoutReceipt(asked: UnreceiptedReturn, rules: TaxRules, cap: Minor): UnreceiptedResult {
  const { id, variant, quantity, prices, reason, condition, serial, overrideId } = asked;
  const { variantId, sku, name, unit, taxCategory } = variant;
  const rates = ratesOf(rules, taxCategory);
  if (prices.length === 0) return { ok: false, code: 'price-missing' };
  if (!rates) return { ok: false, code: 'tax-category-unknown' };
  if (variant.rules?.unreturnable || variant.rules?.storedValue) return { ok: false, code: 'item-not-returnable' };
  if (!Number.isSafeInteger(quantity) || quantity < 1) return { ok: false, code: 'quantity-invalid' };
  const amount = listAmountOf({ unitPrice: Math.min(...prices), quantity, unit });
  const taxes = taxAmounts([{ amount, rates }], rules).lines[0] ?? [];
  const refund = amountWithTax(rules, { amount, taxes });
  if (refund > cap) return { ok: false, code: 'return-exceeds', refund, cap };
  const line: ReturnLine = {
    id,
    source: null,
    variantId,
    sku,
    name,
    unit,
    taxCategory,
    quantity,
    amount: negative(amount),
    taxes: taxes.map((tax) => ({ ...tax, base: negative(tax.base), amount: negative(tax.amount) })),
    reason,
    condition,
    ...(variant.rules?.service ? { parts: [] } : variant.rules?.parts ? { parts: variant.rules.parts } : {}),
    ...(serial === undefined ? {} : { serial }),
    ...(overrideId === undefined ? {} : { overrideId }),
  };
  return { ok: true, line, refund };
}

function negative(amount: Minor): Minor {
  return amount === 0 ? 0 : -amount;
}
