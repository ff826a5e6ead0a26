import { allocate, type Minor, mulDiv, PPM } from '#domain/money/money.ts';
import type { Cart, CartLine, ReturnLine } from '#domain/order/cart.ts';
import type { Order } from '#domain/order/order.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import { ratesOf, type TaxRules } from '#domain/tax/tax-rules.ts';

/** What the variant of a deposit's lines is called; nothing of it is stocked. */
const DEPOSIT = 'deposit';

/** Whether a line is money taken ahead rather than goods. */
export function isDepositLine(line: { variantId: string }): boolean {
  return line.variantId === DEPOSIT;
}

/**
 * The lines of a deposit's own ticket: `amount` minor units with tax, split over the tax categories of the cart in
 * proportion to what they come to, so that tax is due on what is received and when it is received (Directive 2006/112/EC,
 * article 65); each is named after its goods. Where prices exclude tax the ticket may differ from `amount` by the rounding of its taxes. `settled` is the
 * cart's; `amount` is positive and not above its total. `newId` gives line ids.
 */
export function depositLines(
  cart: Pick<Cart, 'lines'>,
  settled: Pick<Settled, 'lines' | 'total'>,
  rules: TaxRules,
  amount: Minor,
  words: { name: string; newId(): string },
): CartLine[] {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > settled.total) {
    throw new RangeError(`not a deposit on ${settled.total}: ${amount}`);
  }
  const gross = grossByCategory(cart, settled, rules);
  const categories = [...gross.keys()];
  const shares = allocate(amount, [...gross.values()]);
  return categories.flatMap((taxCategory, index): CartLine[] => {
    const unitPrice = priceOf(shares[index] ?? 0, taxCategory, rules);
    if (unitPrice === 0) return [];
    return [
      {
        id: words.newId(),
        variantId: DEPOSIT,
        sku: DEPOSIT,
        name: nameOf(cart, taxCategory, words.name),
        unit: 'each',
        taxCategory,
        quantity: 1,
        unitPrice,
        priceVersion: 0,
        discounts: [],
        priceSource: 'entered',
        parts: [],
        undiscountable: true,
      },
    ];
  });
}

/**
 * What a paid deposit takes off the ticket that completes its cart: each of its lines coming back whole. The same lines, on a
 * ticket of their own, give the deposit back when the order falls through. They are in the regime that the deposit was taken in
 * (`returnsIn` for a ticket of another one).
 */
export function deductDeposit(
  orderId: string,
  order: Pick<Order, 'lines' | 'pricesIncludeTax'>,
  receipt: string,
  reason: string,
): ReturnLine[] {
  return order.lines.filter(isDepositLine).map((line) => ({
    id: `${line.id}-back`,
    source: { orderId, receipt, lineId: line.id },
    variantId: line.variantId,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    taxCategory: line.taxCategory,
    quantity: line.quantity,
    amount: -line.amount,
    taxes: line.taxes.map((tax) => ({ ...tax, base: -tax.base, amount: -tax.amount })),
    reason,
    condition: 'restock',
    parts: [],
  }));
}

/** Whether money was taken for this cart already: it can't simply be cleared. */
export function hasDeposit(cart: Pick<Cart, 'returns'>): boolean {
  return (cart.returns ?? []).some(isDepositLine);
}

/** `Deposit: Red wine, Tea`: what it is for. */
function nameOf(cart: Pick<Cart, 'lines'>, taxCategory: string, name: string): string {
  const goods = cart.lines.filter((line) => line.taxCategory === taxCategory).map((line) => line.name);
  const text = `${name}: ${[...new Set(goods)].join(', ')}`;
  return text.length <= NAME_MAX ? text : `${text.slice(0, NAME_MAX - 1)}…`;
}

/** Enough for a receipt; what a line's name may hold is more. */
const NAME_MAX = 120;

/** What the lines of each tax category come to, tax included; in the order of first appearance. */
function grossByCategory(
  cart: Pick<Cart, 'lines'>,
  settled: Pick<Settled, 'lines'>,
  rules: TaxRules,
): Map<string, Minor> {
  const sums = new Map<string, Minor>();
  for (const [index, { taxCategory }] of cart.lines.entries()) {
    const line = settled.lines[index];
    if (!line) throw new RangeError('deposit: settled is of another cart');
    sums.set(taxCategory, (sums.get(taxCategory) ?? 0) + amountWithTax(rules, line));
  }
  return sums;
}

/** The price whose amount with tax is nearest to `gross`, in the store's regime. */
function priceOf(gross: Minor, taxCategory: string, rules: TaxRules): Minor {
  if (rules.pricesIncludeTax) return gross;
  const rate = (ratesOf(rules, taxCategory) ?? []).reduce((sum, { ratePpm }) => sum + ratePpm, 0);
  return mulDiv(gross, PPM, PPM + rate);
}
