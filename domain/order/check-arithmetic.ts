import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { PPM } from '#domain/money/money.ts';
import type { ReturnLine } from '#domain/order/cart.ts';
import { checkPayment } from '#domain/order/check-payment.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import { demand, equal, type OrderFault } from '#domain/order/order-fault.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/**
 * Whether an order's own figures add up, by themselves (I3): lines to adjustments and taxes, returns to their taxes, all of
 * them to totals, total and rounding to payments, tendered to tip and change. Works on integers of any size.
 */
export function checkArithmetic(order: Order): OrderFault[] {
  const faults: OrderFault[] = [];
  for (const [index, line] of order.lines.entries()) checkLine(line, `lines/${index}`, order.pricesIncludeTax, faults);
  for (const [index, line] of (order.returns ?? []).entries()) {
    checkReturn(line, `returns/${index}`, order.pricesIncludeTax, faults);
  }
  checkTaxes(order, faults);
  checkTotals(order, faults);
  for (const [index, payment] of order.payments.entries()) checkPayment(payment, `payments/${index}`, faults);
  return faults;
}

function checkLine(line: OrderLine, where: string, included: boolean, faults: OrderFault[]): void {
  equal(faults, `${where}/listAmount`, listAmountOf(line), line.listAmount);
  for (const [index, { amount }] of line.adjustments.entries()) {
    demand(faults, `${where}/adjustments/${index}/amount`, 'below zero', amount < 0, amount);
  }
  const adjusted = BigInt(line.listAmount) + sum(line.adjustments.map((adjustment) => adjustment.amount));
  equal(faults, `${where}/amount`, adjusted, line.amount);
  demand(faults, `${where}/amount`, 'not below zero', line.amount >= 0, line.amount);
  checkParts(line, where, faults);
  checkLineTaxes(line, where, included, faults);
}

function listAmountOf({ unit, unitPrice, quantity, labelAmount }: OrderLine): bigint {
  if (labelAmount !== undefined) return BigInt(labelAmount);
  const scale = BigInt(UNIT_SCALE[unit]);
  return (BigInt(unitPrice) * BigInt(quantity) * 2n + scale) / (scale * 2n);
}

/** The most of one part, in smallest units, that a line takes off the shelf, so that stock stays within the safe integers. */
const PIECES_MAX = 1_000_000_000_000n;

function checkParts({ parts = [], quantity, unit }: Pieces, where: string, faults: OrderFault[]): void {
  for (const [index, part] of parts.entries()) {
    const pieces = (BigInt(part.quantity) * BigInt(quantity)) / BigInt(UNIT_SCALE[unit]);
    demand(faults, `${where}/parts/${index}/quantity`, `at most ${PIECES_MAX}`, pieces <= PIECES_MAX, pieces);
  }
}

type Pieces = Pick<OrderLine, 'parts' | 'quantity' | 'unit'>;

/** Included tax is amount * rate / (1 + all rates), excluded tax amount * rate; rounding moves it by less than one unit. */
function checkLineTaxes(line: OrderLine, where: string, included: boolean, faults: OrderFault[]): void {
  const ppm = BigInt(PPM);
  const divisor = included ? ppm + sum(line.taxes.map((tax) => tax.ratePpm)) : ppm;
  const base = BigInt(line.amount) - (included ? sum(line.taxes.map((tax) => tax.amount)) : 0n);
  for (const [index, tax] of line.taxes.entries()) {
    equal(faults, `${where}/taxes/${index}/base`, base, tax.base);
    const exact = BigInt(line.amount) * BigInt(tax.ratePpm);
    const off = BigInt(tax.amount) * divisor - exact;
    const isNear = off < divisor && -off < divisor;
    demand(faults, `${where}/taxes/${index}/amount`, `near ${exact / divisor}`, isNear, tax.amount);
  }
}

/**
 * What comes back gives back: no figure is above zero. Its taxes are shares of a sold line's, each rounded by itself, so
 * that rounding may move them by a few units; that they are right is known from that order alone.
 */
function checkReturn(line: ReturnLine, where: string, included: boolean, faults: OrderFault[]): void {
  demand(faults, `${where}/amount`, 'not above zero', line.amount <= 0, line.amount);
  checkParts(line, where, faults);
  const ppm = BigInt(PPM);
  const divisor = included ? ppm + sum(line.taxes.map((tax) => tax.ratePpm)) : ppm;
  const base = BigInt(line.amount) - (included ? sum(line.taxes.map((tax) => tax.amount)) : 0n);
  for (const [index, tax] of line.taxes.entries()) {
    equal(faults, `${where}/taxes/${index}/base`, base, tax.base);
    demand(faults, `${where}/taxes/${index}/amount`, 'not above zero', tax.amount <= 0, tax.amount);
    const exact = BigInt(line.amount) * BigInt(tax.ratePpm);
    const off = BigInt(tax.amount) * divisor - exact;
    const most = (divisor + BigInt(tax.ratePpm)) * BigInt(line.taxes.length + 2);
    demand(faults, `${where}/taxes/${index}/amount`, `near ${exact / divisor}`, off < most && -off < most, tax.amount);
  }
}

/** The order's tax lines: one for each rate of its lines and returns, by code and rate, with their sums. */
function checkTaxes(order: Order, faults: OrderFault[]): void {
  const sums = new Map<string, { base: bigint; amount: bigint }>();
  for (const tax of [...order.lines, ...(order.returns ?? [])].flatMap((line) => line.taxes)) {
    const { base, amount } = sums.get(keyOf(tax)) ?? NOTHING;
    sums.set(keyOf(tax), { base: base + BigInt(tax.base), amount: amount + BigInt(tax.amount) });
  }
  equal(faults, 'taxes/length', BigInt(sums.size), order.taxes.length);
  for (const [index, tax] of order.taxes.entries()) {
    const { base, amount } = sums.get(keyOf(tax)) ?? NOTHING;
    demand(faults, `taxes/${index}`, 'by code and rate', isInPlace(order.taxes[index - 1], tax), keyOf(tax));
    demand(faults, `taxes/${index}`, 'a rate of a line', sums.has(keyOf(tax)), keyOf(tax));
    equal(faults, `taxes/${index}/base`, base, tax.base);
    equal(faults, `taxes/${index}/amount`, amount, tax.amount);
  }
}

const NOTHING = { base: 0n, amount: 0n };

function checkTotals(order: Order, faults: OrderFault[]): void {
  const taxTotal = sum(order.taxes.map((tax) => tax.amount));
  const amounts = sum([...order.lines, ...(order.returns ?? [])].map((line) => line.amount));
  equal(faults, 'taxTotal', taxTotal, order.taxTotal);
  equal(faults, 'total', order.pricesIncludeTax ? amounts : amounts + taxTotal, order.total);
  const paid = sum(order.payments.map((payment) => payment.amount));
  equal(faults, 'payments', BigInt(order.total) + BigInt(order.rounding), paid);
}

function sum(amounts: readonly number[]): bigint {
  return amounts.reduce((all, amount) => all + BigInt(amount), 0n);
}

function keyOf(tax: TaxLine): string {
  return `${tax.ratePpm} ${tax.code}`;
}

function isInPlace(before: TaxLine | undefined, tax: TaxLine): boolean {
  if (!before) return true;
  return before.code === tax.code ? before.ratePpm < tax.ratePpm : before.code < tax.code;
}
