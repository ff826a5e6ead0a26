import type { Minor } from '#domain/money/money.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { fold } from '#domain/text/fold.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/** What a past ticket is looked for by; all that is given must fit. */
export interface OrderQuery {
  /** Its number as on the receipt (`HSR1-1041`), or the end of it (`1041`). */
  receipt?: string;
  memberId?: string;
  /** What it came to, minor units; of a return without its sign. */
  amount?: Minor;
  /** Business date, `YYYY-MM-DD`. */
  date?: string;
  /** A variant's id or sku, or any part of the name of something on it. */
  product?: string;
}

/** Whether the ticket fits. */
export function fits({ businessDate, payload }: OrderFact, query: OrderQuery): boolean {
  const { receipt, memberId, amount, date, product } = query;
  const number = receiptText(payload.receipt).toLowerCase();
  return (
    (receipt === undefined || isNumber(number, receipt.trim().toLowerCase())) &&
    (memberId === undefined || payload.memberId === memberId) &&
    (amount === undefined || Math.abs(payload.total + payload.rounding) === amount) &&
    (date === undefined || businessDate === date) &&
    (product === undefined || [...payload.lines, ...(payload.returns ?? [])].some((line) => isProduct(line, product)))
  );
}

/**
 * A quick look at a fact's JSON before it is parsed: false only when the ticket can't fit. Names are not looked at, as they
 * are compared without case and accents.
 */
export function mayFit(json: string, { memberId, date, receipt }: OrderQuery): boolean {
  const digits = receipt === undefined ? '' : (/\d+$/.exec(receipt.trim())?.[0] ?? '');
  return (
    (memberId === undefined || json.includes(JSON.stringify(memberId))) &&
    (date === undefined || json.includes(date)) &&
    json.includes(digits.replace(/^0+/, ''))
  );
}

function isNumber(number: string, wanted: string): boolean {
  return number === wanted || (/^\d+$/.test(wanted) && Number(/\d+$/.exec(number)?.[0]) === Number(wanted));
}

function isProduct(line: { variantId: string; sku: string; name: string }, wanted: string): boolean {
  const text = fold(wanted);
  return line.variantId === wanted || fold(line.sku) === text || fold(line.name).includes(text);
}
