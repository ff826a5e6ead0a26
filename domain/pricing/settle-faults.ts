import { AMOUNT_MAX, mulDiv, PPM } from '#domain/money/money.ts';
import type { CartLine, Discount, ReturnLine } from '#domain/order/cart.ts';
import { listAmountOf } from '#domain/pricing/price-lines.ts';
import type { SettleInput } from '#domain/pricing/settle-input.ts';
import type { SettleFault } from '#domain/pricing/settled.ts';
import { ratesOf, type TaxRate, type TaxRules } from '#domain/tax/tax-rules.ts';

/** The largest quantity of a line, in smallest units. */
export const QUANTITY_MAX = 1_000_000_000;

/** All that keeps a cart from being settled, line by line. What has none settles without leaving the safe integers. */
export function settleFaults(cart: SettleInput, rules: TaxRules): SettleFault[] {
  const faults: SettleFault[] = [];
  let sum = 0;
  for (const line of cart.lines) {
    const found = lineFaults(line, rules);
    const most = found.length === 0 ? mostOf(line, ratesOf(rules, line.taxCategory) ?? []) : 0;
    if (sum + most > AMOUNT_MAX) found.push({ code: 'amount-too-large', lineId: line.id });
    else sum += most;
    faults.push(...found);
  }
  for (const { id } of cart.discounts.filter(isInvalid)) faults.push({ code: 'discount-invalid', discountId: id });
  return [...faults, ...returnFaults(cart.returns ?? [])];
}

function returnFaults(returns: readonly ReturnLine[]): SettleFault[] {
  const faults: SettleFault[] = [];
  let sum = 0;
  for (const { id: lineId, quantity, amount, taxes } of returns) {
    const figures = [amount, ...taxes.flatMap((tax) => [tax.base, tax.amount])];
    if (!isQuantity(quantity)) faults.push({ code: 'quantity-invalid', lineId });
    if (!figures.every((figure) => isWhole(-figure))) {
      faults.push({ code: 'price-invalid', lineId });
      continue;
    }
    const most = figures.reduce((all, figure) => all - figure, 0);
    if (sum + most > AMOUNT_MAX) faults.push({ code: 'amount-too-large', lineId });
    else sum += most;
  }
  return faults;
}

function lineFaults(line: CartLine, rules: TaxRules): SettleFault[] {
  const { id: lineId, quantity, unitPrice, labelAmount = 0, priceOverride, taxCategory, discounts } = line;
  const prices = [unitPrice, labelAmount, priceOverride?.listPrice ?? 0];
  const faults: SettleFault[] = [];
  if (!isQuantity(quantity)) faults.push({ code: 'quantity-invalid', lineId });
  if (!prices.every(isWhole)) faults.push({ code: 'price-invalid', lineId });
  if (!ratesOf(rules, taxCategory)) faults.push({ code: 'tax-category-unknown', lineId, taxCategory });
  for (const { id: discountId } of discounts.filter(isInvalid)) {
    faults.push({ code: 'discount-invalid', lineId, discountId });
  }
  return faults;
}

function isQuantity(quantity: number): boolean {
  return Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX;
}

/** Whether a figure is a safe integer, not below zero. */
function isWhole(figure: number): boolean {
  return Number.isSafeInteger(figure) && figure >= 0;
}

function isInvalid(discount: Discount): boolean {
  return !Number.isSafeInteger(discount.value) || discount.value < 1;
}

/** The most a line can come to, tax and roundings included; Infinity when that is beyond all amounts. */
function mostOf(line: CartLine, rates: readonly TaxRate[]): number {
  const grossPpm = rates.reduce((sum, rate) => sum + rate.ratePpm, PPM);
  if (!isAmount(line.unitPrice, line.quantity, 1)) return Number.POSITIVE_INFINITY;
  const list = listAmountOf(line);
  if (!Number.isSafeInteger(grossPpm) || !isAmount(list, grossPpm, PPM)) return Number.POSITIVE_INFINITY;
  return mulDiv(list, grossPpm, PPM) + rates.length + 1;
}

/** Whether `a * b / c` is at most the largest amount. */
function isAmount(a: number, b: number, c: number): boolean {
  return a * b <= AMOUNT_MAX || BigInt(a) * BigInt(b) <= BigInt(AMOUNT_MAX) * BigInt(c);
}
