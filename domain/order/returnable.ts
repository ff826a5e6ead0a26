import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { Condition, ReturnLine } from '#domain/order/cart.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** What came back before of one sold line: a `ReturnLine` of an earlier ticket, figures zero or negative, in the order's regime. */
export type Returned = Pick<ReturnLine, 'quantity' | 'amount' | 'taxes'>;

/** What of a sold line may still come back. */
export interface Returnable {
  line: OrderLine;
  /** Quantity that is still with the customer, in smallest units. */
  quantity: number;
  /** What is given back for all of it, with tax: positive. */
  refund: Minor;
}

/** Which sold line, and what became of it before. */
export interface SoldLine {
  orderId: string;
  /** Receipt number as text. */
  receipt: string;
  order: Pick<Order, 'pricesIncludeTax'>;
  line: OrderLine;
  before: readonly Returned[];
}

/** What comes back, and how. */
export interface ReturnAsked {
  /** The new return line's id. */
  id: string;
  /** In smallest units, at least 1; at most what is still returnable (`checkReturn`), or a RangeError. */
  quantity: number;
  reason: string;
  condition: Condition;
  overrideId?: string;
  /** The regime of the ticket it comes back in. */
  pricesIncludeTax: boolean;
}

/** What of an order may still come back, line by line. `returned` are all returns of it so far, on any register. */
export function returnablesOf(
  order: Pick<Order, 'lines' | 'pricesIncludeTax'>,
  orderId: string,
  returned: readonly ReturnLine[],
): Returnable[] {
  return order.lines.map((line) => {
    const before = returnedOf(orderId, line.id, returned);
    const quantity = Math.max(0, line.quantity - quantityOf(before));
    if (quantity === 0) return { line, quantity, refund: 0 };
    const back = givenBack({ order, line, before }, quantity);
    return { line, quantity, refund: Math.abs(amountWithTax(order, back)) };
  });
}

/** The returns of one sold line among many. */
export function returnedOf(orderId: string, lineId: string, returned: readonly ReturnLine[]): ReturnLine[] {
  return returned.filter(({ source }) => source?.orderId === orderId && source.lineId === lineId);
}

/** How much of it came back. */
export function quantityOf(returned: readonly Pick<Returned, 'quantity'>[]): number {
  return returned.reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * The return of a part of a sold line. Given back is what was paid for it, adjustments and all: the rounded share of the
 * quantity that is back by now (this and all before), minus what was given back before; of each tax likewise. So any
 * number of parts come to exactly what was paid, never to more. The order's own rounding of tax is so undone unit by unit.
 */
export function returnLine(sold: SoldLine, asked: ReturnAsked): ReturnLine {
  const { line, order, orderId, receipt, before } = sold;
  const { id, quantity, reason, condition, overrideId, pricesIncludeTax } = asked;
  const left = line.quantity - quantityOf(before);
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left) {
    throw new RangeError(`returnLine: ${quantity} of ${left}`);
  }
  const { variantId, sku, name, unit, taxCategory, parts, serial, storedValue, instrument } = line;
  return {
    id,
    source: { orderId, receipt, lineId: line.id },
    variantId,
    sku,
    name,
    unit,
    taxCategory,
    quantity,
    ...inRegime(givenBack(sold, quantity), order.pricesIncludeTax, pricesIncludeTax),
    reason,
    condition,
    ...(parts ? { parts } : {}),
    ...(serial === undefined ? {} : { serial }),
    ...(overrideId === undefined ? {} : { overrideId }),
    ...(storedValue === undefined ? {} : { storedValue }),
    ...(instrument === undefined ? {} : { instrument }),
  };
}

type Figures = Pick<ReturnLine, 'amount' | 'taxes'>;

/** What is given back for a quantity more, in the order's regime. */
function givenBack({ order, line, before }: Pick<SoldLine, 'order' | 'line' | 'before'>, quantity: number): Figures {
  const back = Math.min(line.quantity, quantityOf(before) + quantity);
  const share = (paid: Minor, givenBefore: Minor) => {
    const given = Math.max(0, mulDiv(paid, back, line.quantity) + givenBefore);
    return given === 0 ? 0 : -given;
  };
  const amount = share(line.amount, sum(before.map((one) => one.amount)));
  const amounts = line.taxes.map((tax) => share(tax.amount, sum(before.map((one) => taxIn(one.taxes, tax)))));
  const base = order.pricesIncludeTax ? amount - sum(amounts) : amount;
  const taxes = line.taxes.map(({ code, ratePpm }, index) => ({ code, ratePpm, base, amount: amounts[index] ?? 0 }));
  return { amount, taxes };
}

/** The same figures where prices include tax, or exclude it: given back is the same in both. */
export function inRegime({ amount, taxes }: Figures, from: boolean, to: boolean): Figures {
  const tax = sum(taxes.map((one) => one.amount));
  if (from === to) return { amount, taxes };
  return { amount: to ? amount + tax : amount - tax, taxes };
}

/**
 * The lines of a cart that come back, as a ticket of this regime has them: a cart may have been put aside in another one, as with a
 * deposit on it. Which they are in shows: the base of their taxes is net.
 */
export function returnsIn(lines: readonly ReturnLine[], pricesIncludeTax: boolean): ReturnLine[] {
  return lines.map((line) => {
    const [first] = line.taxes;
    const isNet = first === undefined || first.base === line.amount;
    return { ...line, ...inRegime(line, !isNet, pricesIncludeTax) };
  });
}

function taxIn(taxes: readonly TaxLine[], { code, ratePpm }: TaxLine): Minor {
  return sum(taxes.filter((tax) => tax.code === code && tax.ratePpm === ratePpm).map((tax) => tax.amount));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
