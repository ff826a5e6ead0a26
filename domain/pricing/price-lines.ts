import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { allocate, type Minor, mulDiv, PPM } from '#domain/money/money.ts';
import type { CartLine, Discount } from '#domain/order/cart.ts';
import type { SettleInput } from '#domain/pricing/settle-input.ts';
import type { Adjustment, Explanation } from '#domain/pricing/settled.ts';

/** A cart's line with its list amount and all discounts taken, before tax. */
export interface PricedLine {
  line: CartLine;
  listAmount: Minor;
  adjustments: Adjustment[];
  /** `listAmount` + adjustments, never negative. */
  amount: Minor;
}

/**
 * Price of a quantity: what the item's label says, else `unitPrice` per UNIT_SCALE[unit], rounded half away from zero.
 * Throws a RangeError when out of range.
 */
export function listAmountOf(line: Pick<CartLine, 'unitPrice' | 'quantity' | 'unit' | 'labelAmount'>): Minor {
  return line.labelAmount ?? mulDiv(line.unitPrice, line.quantity, UNIT_SCALE[line.unit]);
}

/** Whether discounts reduce a line: not what the merchant excludes (deposits, tobacco), and never stored value. */
export function isDiscountable(line: Pick<CartLine, 'undiscountable' | 'storedValue'>): boolean {
  return !line.undiscountable && line.storedValue === undefined;
}

/**
 * Prices the lines of a cart: list amounts, then each line's discounts in order, then the cart's in order, each split
 * over the lines in proportion to what is left of them. A percentage is of what is left; no discount takes more than that,
 * and none takes anything of a line that is not discountable.
 * The caller has checked quantities, prices, discounts and sizes.
 */
export function priceLines(cart: Pick<SettleInput, 'lines' | 'discounts'>, explain: Explanation[]): PricedLine[] {
  const lines = cart.lines.map((line) => priceLine(line, explain));
  for (const discount of cart.discounts) discountLines(lines, discount, explain);
  return lines;
}

function priceLine(line: CartLine, explain: Explanation[]): PricedLine {
  const lineId = line.id;
  const listAmount = listAmountOf(line);
  explain.push(priceStep(line, listAmount));
  const priced: PricedLine = { line, listAmount, adjustments: [], amount: listAmount };
  for (const discount of line.discounts) {
    const taken = takenBy(discount, leftOf(priced), lineId, explain);
    adjust(priced, 'line-discount', discount, taken, explain);
  }
  return priced;
}

/** Where the line's price comes from. */
function priceStep(line: CartLine, amount: Minor): Explanation {
  const { id: lineId, quantity, unit, unitPrice, priceOverride, priceList } = line;
  const params = { quantity, unit, unitPrice, amount };
  if (line.labelAmount !== undefined) return { lineId, code: 'label-price', params };
  if (!priceOverride && priceList) {
    const { basePrice, name } = priceList;
    return { lineId, code: 'group-price', params: { ...params, basePrice, list: name } };
  }
  if (!priceOverride) return { lineId, code: 'list-price', params };
  const { listPrice, reason } = priceOverride;
  return { lineId, code: 'price-override', params: { ...params, listPrice, reason } };
}

/** What a discount may still take. */
function leftOf({ line, amount }: PricedLine): Minor {
  return isDiscountable(line) ? amount : 0;
}

function discountLines(lines: PricedLine[], discount: Discount, explain: Explanation[]): void {
  const left = lines.map(leftOf);
  const sum = left.reduce((all, amount) => all + amount, 0);
  const shares = allocate(takenBy(discount, sum, undefined, explain), left);
  for (const [index, priced] of lines.entries()) {
    adjust(priced, 'cart-discount', discount, shares[index] ?? 0, explain);
  }
}

/** What a discount takes of `left`, at most all of it; says so when it asked for more. */
function takenBy(discount: Discount, left: Minor, lineId: string | undefined, explain: Explanation[]): Minor {
  const wanted = discount.kind === 'percent' ? percentOf(left, discount.value) : discount.value;
  if (discount.kind === 'percent' ? discount.value <= PPM : wanted <= left) return wanted;
  const params = { discountId: discount.id, reason: discount.reason, kind: discount.kind, value: discount.value, left };
  explain.push({ ...(lineId === undefined ? {} : { lineId }), code: 'discount-capped', params });
  return left;
}

function percentOf(left: Minor, ppm: number): Minor {
  return mulDiv(left, Math.min(ppm, PPM), PPM);
}

function adjust(
  priced: PricedLine,
  source: Adjustment['source'],
  discount: Discount,
  taken: Minor,
  explain: Explanation[],
): void {
  if (taken === 0) return;
  const { id: discountId, reason, kind, value } = discount;
  priced.adjustments.push({ source, discountId, reason, amount: -taken });
  priced.amount -= taken;
  const params = { discountId, reason, kind, value, amount: -taken };
  explain.push({ lineId: priced.line.id, code: source, params });
}
