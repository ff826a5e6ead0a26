import type { Condition, ReturnLine } from '#domain/order/cart.ts';
import { checkReturn, type ReturnFault } from '#domain/order/check-return.ts';
import { type Returnable, returnablesOf, returnedOf, returnLine } from '#domain/order/returnable.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import type { SoldTicket } from '#renderer/features/returns/sold-ticket.ts';

/** What was chosen of one sold line. */
export interface Chosen {
  lineId: string;
  /** In smallest units. */
  quantity: number;
  condition: Condition;
  /** Read from the piece, where it has one. */
  serial?: string;
}

export interface TakeBackAsked {
  ticket: SoldTicket;
  chosen: readonly Chosen[];
  reason: string;
  /** Business date, `YYYY-MM-DD`. */
  today: string;
  windowDays: number;
  /** Variants that are not taken back. */
  unreturnable: ReadonlySet<string>;
  /** The regime of the ticket they come back in. */
  pricesIncludeTax: boolean;
  newId: () => string;
}

/**
 * The return lines of what was chosen, and what speaks against it. `refund` is what is given back, with tax: positive. With
 * faults other than `return-window-passed`, which a manager may pass over, there are no lines.
 */
export interface TakeBack {
  lines: readonly ReturnLine[];
  refund: number;
  faults: readonly ReturnFault[];
}

export function takeBack(asked: TakeBackAsked): TakeBack {
  const { ticket, chosen, reason, pricesIncludeTax, newId } = asked;
  const { order, orderId, receipt, returned } = ticket;
  const left = new Map(returnablesOf(order, orderId, returned).map((one) => [one.line.id, one]));
  const faults = chosen.flatMap((one) => faultsOf(one, left.get(one.lineId), asked));
  if (faults.some(({ code }) => code !== 'return-window-passed')) return { lines: [], refund: 0, faults };
  const lines = chosen.flatMap(({ lineId, quantity, condition }) => {
    const line = left.get(lineId)?.line;
    if (!line) return [];
    const sold = { orderId, receipt, order, line, before: returnedOf(orderId, lineId, returned) };
    return [returnLine(sold, { id: newId(), quantity, reason, condition, pricesIncludeTax })];
  });
  return { lines, refund: refundOf(lines, pricesIncludeTax), faults };
}

/** What return lines give back, with tax: positive. */
export function refundOf(lines: readonly ReturnLine[], pricesIncludeTax: boolean): number {
  return lines.reduce((sum, line) => sum - amountWithTax({ pricesIncludeTax }, line), 0);
}

/** What was never handed over is cancelled: no policy on goods that come back speaks against it. */
function faultsOf(
  { lineId, quantity, serial, condition }: Chosen,
  found: Returnable | undefined,
  asked: TakeBackAsked,
): ReturnFault[] {
  if (!found) return [];
  const { line, quantity: left } = found;
  const { ticket, today, windowDays, unreturnable } = asked;
  const check = { line: { ...line, id: lineId }, quantity, left, ...(serial === undefined ? {} : { serial }) };
  return checkReturn({
    ...check,
    unreturnable: condition !== 'undelivered' && unreturnable.has(line.variantId),
    soldOn: condition === 'undelivered' ? today : ticket.businessDate,
    today,
    policy: { windowDays },
  });
}
