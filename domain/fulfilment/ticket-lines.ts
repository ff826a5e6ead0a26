import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { UNLISTED } from '#domain/order/order-movements.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** What the id of a ticket's line begins with that is a charge of the order; its own id follows. */
export const CHARGE_LINE = 'charge:';
const SUBSTITUTE = '~s';

/** The id of a ticket's line for a substitute of an order's line: a line has one for each variant. */
export function substituteLineId(lineId: string, variantId: string): string {
  return `${lineId}${SUBSTITUTE}:${variantId}`.slice(0, 64);
}

/** The order's line that a line of its ticket is of. */
export function lineIdOf(ticketLineId: string): string {
  const at = ticketLineId.indexOf(`${SUBSTITUTE}:`);
  return at < 0 ? ticketLineId : ticketLineId.slice(0, at);
}

/** What of an order's line, or charge, stands in one ticket. */
export interface TicketPart {
  /** Of the ticket's line. */
  id: string;
  variantId: string;
  sku: string;
  name: string;
  unit: Unit;
  quantity: number;
  taxCategory: string;
  /** As the customer pays it, for this part; from how much of the whole on. */
  amount: Minor;
  before: Minor;
  /** What the whole costs, and its taxes as they were placed. */
  whole: Minor;
  taxes: readonly TaxLine[];
}

/**
 * A line of a ticket for a part of what was bought: its taxes are the share of those that were placed, so that all parts of a line come to
 * its taxes. Amounts are as the customer pays them; where prices exclude tax the line's own amount is what is left without it.
 */
export function ticketLine(part: TicketPart, pricesIncludeTax: boolean): OrderLine {
  const { id, variantId, sku, name, unit, quantity, taxCategory, amount, before, whole } = part;
  const upTo = (figure: Minor, paid: Minor): Minor => (whole === 0 ? 0 : mulDiv(figure, paid, whole));
  const share = (figure: Minor): Minor => upTo(figure, before + amount) - upTo(figure, before);
  const taxes = part.taxes.map((tax) => ({ ...tax, base: share(tax.base), amount: share(tax.amount) }));
  const tax = taxes.reduce((sum, each) => sum + each.amount, 0);
  const own = pricesIncludeTax ? amount : amount - tax;
  // Of a part that paid the whole, base and tax come to what was paid, to the unit.
  const [first, ...rest] = taxes;
  const settled =
    first && rest.length === 0 ? [{ ...first, base: pricesIncludeTax ? amount - first.amount : own }] : taxes;
  const unitPrice = quantity === 0 ? 0 : mulDiv(own, UNIT_SCALE[unit], quantity);
  return {
    ...{ id, variantId, sku, name, unit, quantity, taxCategory, unitPrice, priceVersion: 0, priceSource: 'entered' },
    ...{ discounts: [], adjustments: [], listAmount: own, amount: own, taxes: settled },
  };
}

/** What a charge is called in a ticket: it is listed nowhere, and moves nothing. */
export function chargeVariant(kind: 'shipping' | 'service'): string {
  return `${UNLISTED}${kind}`;
}

/** The taxes of a ticket, one per code and rate, ordered by them. */
export function taxesOf(lines: readonly Pick<OrderLine, 'taxes'>[]): TaxLine[] {
  const sums = new Map<string, TaxLine>();
  for (const { code, ratePpm, base, amount } of lines.flatMap(({ taxes }) => taxes)) {
    const key = `${code}\n${ratePpm}`;
    const was = sums.get(key) ?? { code, ratePpm, base: 0, amount: 0 };
    sums.set(key, { ...was, base: was.base + base, amount: was.amount + amount });
  }
  return [...sums.values()].sort((a, b) => (a.code === b.code ? a.ratePpm - b.ratePpm : a.code < b.code ? -1 : 1));
}
