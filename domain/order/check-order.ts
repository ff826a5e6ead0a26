import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { PPM } from '#domain/money/money.ts';
import type { Order, OrderLine, Payment } from '#domain/order/order.ts';
import { settle } from '#domain/pricing/settle.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import type { TaxLine, TaxRules } from '#domain/tax/tax-rules.ts';

/** A figure of an order that is not what it should be; `where` is its path in the order (`lines/2/amount`), values are in words. */
export interface OrderFault {
  code: 'arithmetic-differs' | 'settle-differs';
  where: string;
  expected: string;
  found: string;
}

/**
 * Checks an order of any origin (schema-valid integers of any size; never throws): that its own figures add up, and, with the
 * tax rules of its `taxVersion` and an engine version known here, that settling it again gives the same figures.
 */
export function checkOrder(order: Order, rules: TaxRules | undefined): OrderFault[] {
  const faults: OrderFault[] = [];
  for (const [index, line] of order.lines.entries()) checkLine(line, `lines/${index}`, order.pricesIncludeTax, faults);
  checkTaxTotals(order, faults);
  checkTotals(order, faults);
  for (const [index, payment] of order.payments.entries()) checkPayment(payment, `payments/${index}`, faults);
  if (faults.length === 0 && rules && order.engineVersion === ENGINE_VERSION) checkSettle(order, rules, faults);
  return faults;
}

function checkLine(line: OrderLine, where: string, included: boolean, faults: OrderFault[]): void {
  const scale = BigInt(UNIT_SCALE[line.unit]);
  const product = BigInt(line.unitPrice) * BigInt(line.quantity);
  expect(faults, `${where}/listAmount`, (product * 2n + scale) / (scale * 2n), line.listAmount);
  for (const [index, { amount }] of line.adjustments.entries()) {
    expectTrue(faults, `${where}/adjustments/${index}/amount`, 'below zero', amount < 0, amount);
  }
  const adjusted = BigInt(line.listAmount) + sum(line.adjustments.map((adjustment) => adjustment.amount));
  expect(faults, `${where}/amount`, adjusted, line.amount);
  expectTrue(faults, `${where}/amount`, 'not below zero', line.amount >= 0, line.amount);
  checkLineTaxes(line, where, included, faults);
}

/** Included tax is amount * rate / (1 + all rates), excluded tax amount * rate; rounding moves it by less than one unit. */
function checkLineTaxes(line: OrderLine, where: string, included: boolean, faults: OrderFault[]): void {
  const ppm = BigInt(PPM);
  const divisor = included ? ppm + sum(line.taxes.map((tax) => tax.ratePpm)) : ppm;
  const base = BigInt(line.amount) - (included ? sum(line.taxes.map((tax) => tax.amount)) : 0n);
  for (const [index, tax] of line.taxes.entries()) {
    expect(faults, `${where}/taxes/${index}/base`, base, tax.base);
    const exact = BigInt(line.amount) * BigInt(tax.ratePpm);
    const off = BigInt(tax.amount) * divisor - exact;
    const near = off < divisor && -off < divisor;
    expectTrue(faults, `${where}/taxes/${index}/amount`, `near ${exact / divisor}`, near, tax.amount);
  }
}

function checkTaxTotals(order: Order, faults: OrderFault[]): void {
  const bases = new Map<string, bigint>();
  const amounts = new Map<string, bigint>();
  for (const tax of order.lines.flatMap((line) => line.taxes)) {
    bases.set(keyOf(tax), (bases.get(keyOf(tax)) ?? 0n) + BigInt(tax.base));
    amounts.set(keyOf(tax), (amounts.get(keyOf(tax)) ?? 0n) + BigInt(tax.amount));
  }
  expect(faults, 'taxes/length', BigInt(bases.size), order.taxes.length);
  for (const [index, tax] of order.taxes.entries()) {
    const before = order.taxes[index - 1];
    expectTrue(faults, `taxes/${index}`, 'by code and rate', !before || isBefore(before, tax), keyOf(tax));
    expect(faults, `taxes/${index}/base`, bases.get(keyOf(tax)) ?? 0n, tax.base);
    expect(faults, `taxes/${index}/amount`, amounts.get(keyOf(tax)) ?? 0n, tax.amount);
  }
}

function checkTotals(order: Order, faults: OrderFault[]): void {
  const taxTotal = sum(order.taxes.map((tax) => tax.amount));
  const amounts = sum(order.lines.map((line) => line.amount));
  expect(faults, 'taxTotal', taxTotal, order.taxTotal);
  expect(faults, 'total', order.pricesIncludeTax ? amounts : amounts + taxTotal, order.total);
  const paid = sum(order.payments.map((payment) => payment.amount));
  expect(faults, 'payments', BigInt(order.total) + BigInt(order.rounding), paid);
}

function checkPayment({ tendered, change, amount }: Payment, where: string, faults: OrderFault[]): void {
  expect(faults, `${where}/amount`, BigInt(tendered) - BigInt(change), amount);
  expectTrue(faults, `${where}/change`, 'not below zero', change >= 0, change);
  expectTrue(faults, `${where}/amount`, 'not below zero', amount >= 0, amount);
}

function checkSettle(order: Order, rules: TaxRules, faults: OrderFault[]): void {
  const found: OrderFault[] = [];
  const result = settle(order, rules);
  if (!result.ok) {
    const [fault] = result.faults;
    found.push({ code: 'settle-differs', where: 'lines', expected: 'settled', found: fault?.code ?? '' });
  } else {
    compare('', settledFigures({ ...order, ...result.settled, ...rulesFigures(rules) }), settledFigures(order), found);
  }
  faults.push(...found);
}

/** The part of an order that settling decides. */
function settledFigures(order: Figures): unknown {
  const { pricesIncludeTax, taxVersion, taxes, taxTotal, total } = order;
  const lines = order.lines.map(({ listAmount, adjustments, amount, taxes }) => ({
    listAmount,
    adjustments: adjustments.map(({ source, discountId, reason, amount }) => ({ source, discountId, reason, amount })),
    amount,
    taxes: taxes.map(taxFigures),
  }));
  return { pricesIncludeTax, taxVersion, lines, taxes: taxes.map(taxFigures), taxTotal, total };
}

type Figures = Pick<Order, 'pricesIncludeTax' | 'taxVersion' | 'taxes' | 'taxTotal' | 'total'> & {
  lines: readonly Pick<OrderLine, 'listAmount' | 'adjustments' | 'amount' | 'taxes'>[];
};

function rulesFigures(rules: TaxRules): Pick<Order, 'pricesIncludeTax' | 'taxVersion'> {
  return { pricesIncludeTax: rules.pricesIncludeTax, taxVersion: rules.version };
}

function taxFigures({ code, ratePpm, base, amount }: TaxLine): TaxLine {
  return { code, ratePpm, base, amount };
}

/** Compares two trees of plain values leaf by leaf. */
function compare(where: string, expected: unknown, found: unknown, faults: OrderFault[]): void {
  if (typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const path = where === '' ? key : `${where}/${key}`;
      compare(path, Reflect.get(expected, key), Reflect.get(found, key), faults);
    }
  } else if (expected !== found) {
    faults.push({ code: 'settle-differs', where, expected: wordOf(expected), found: wordOf(found) });
  }
}

function wordOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function sum(amounts: readonly number[]): bigint {
  return amounts.reduce((all, amount) => all + BigInt(amount), 0n);
}

function keyOf(tax: TaxLine): string {
  return `${tax.ratePpm} ${tax.code}`;
}

function isBefore(a: TaxLine, b: TaxLine): boolean {
  return a.code === b.code ? a.ratePpm < b.ratePpm : a.code < b.code;
}

function expect(faults: OrderFault[], where: string, expected: bigint, found: bigint | number): void {
  if (expected !== BigInt(found)) {
    faults.push({ code: 'arithmetic-differs', where, expected: String(expected), found: String(found) });
  }
}

function expectTrue(faults: OrderFault[], where: string, expected: string, holds: boolean, found: unknown): void {
  if (!holds) faults.push({ code: 'arithmetic-differs', where, expected, found: String(found) });
}
