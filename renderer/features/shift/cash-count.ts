import type { Static } from 'typebox';
import type { DenominationCounts } from '#contracts/facts/session-facts.ts';
import type { Minor } from '#domain/money/money.ts';
import { amountOf, keyAmount } from '#renderer/app/amount-entry.ts';
import type { PadKey } from '#renderer/ui/number-pad.tsx';

/** Cash being counted: so many of each note and coin, or an amount keyed in whole. */
export interface CashCount {
  by: 'notes' | 'amount';
  /** How many by value in minor units, as keyed in; a value not counted yet is missing. */
  counts: Readonly<Record<string, string>>;
  /** The amount as keyed in. */
  typed: string;
  /** The value that keys go to; `null` before one was chosen. */
  at: Minor | null;
  /** The next digit begins the chosen value's number anew. */
  fresh: boolean;
}

export type CountEdit =
  | { type: 'by'; by: CashCount['by'] }
  | { type: 'choose'; value: Minor }
  | { type: 'move'; by: 1 | -1 }
  | { type: 'key'; key: PadKey }
  | { type: 'step'; value: Minor; by: 1 | -1 }
  | { type: 'amount'; amount: Minor };

/** What is handed to the host. */
export interface Counted {
  amount: Minor;
  counts?: Static<typeof DenominationCounts>;
}

const DIGITS_MAX = 5;

/** A count with nothing in it; without denominations it is an amount. */
export function emptyCount(denominations: readonly Minor[]): CashCount {
  const largest = denominations.at(-1) ?? null;
  return { by: largest === null ? 'amount' : 'notes', counts: {}, typed: '', at: largest, fresh: true };
}

/** The count after a key or a touch. `denominations` ascend; `digits` are the currency's decimals. */
export function editCount(
  count: CashCount,
  edit: CountEdit,
  denominations: readonly Minor[],
  digits: number,
): CashCount {
  switch (edit.type) {
    case 'by':
      return { ...count, by: edit.by, fresh: true };
    case 'choose':
      return { ...count, by: 'notes', at: edit.value, fresh: true };
    case 'move':
      return { ...count, at: neighbour(count.at, edit.by, denominations), fresh: true };
    case 'step':
      return stepped(count, edit.value, edit.by);
    case 'amount':
      return { ...count, by: 'amount', typed: amountText(edit.amount, digits) };
    case 'key':
      return count.by === 'amount'
        ? { ...count, typed: keyAmount(count.typed, edit.key, digits) }
        : keyed(count, edit.key);
  }
}

/** What was counted; counts only where notes were. */
export function countedOf(count: CashCount, digits: number): Counted {
  if (count.by === 'amount') return { amount: amountOf(count.typed, digits) ?? 0 };
  const counts = Object.entries(count.counts)
    .filter(([, number]) => number !== '')
    .map(([value, number]) => ({ value: Number(value), count: Number(number) }))
    .sort((a, b) => b.value - a.value);
  return { amount: counts.reduce((sum, { value, count: number }) => sum + value * number, 0), counts };
}

/** Whether anything was entered, be it a nought. */
export function isTouched(count: CashCount): boolean {
  return count.by === 'amount' ? count.typed !== '' : Object.values(count.counts).some((number) => number !== '');
}

function keyed(count: CashCount, key: PadKey): CashCount {
  if (count.at === null || key === '.') return count;
  const before = count.counts[count.at] ?? '';
  const text = key === 'back' ? before.slice(0, -1) : `${count.fresh ? '' : before}${key}`.replace(/^0+(?=\d)/, '');
  if (text.length > DIGITS_MAX) return count;
  return { ...count, counts: { ...count.counts, [count.at]: text }, fresh: false };
}

function stepped(count: CashCount, value: Minor, by: 1 | -1): CashCount {
  const number = Math.max(0, Number(count.counts[value] ?? 0) + by);
  const text = String(number);
  if (text.length > DIGITS_MAX) return count;
  return { ...count, by: 'notes', counts: { ...count.counts, [value]: text }, at: value, fresh: true };
}

/** The next smaller value for 1, the next larger for -1: the largest stands on top. */
function neighbour(at: Minor | null, by: 1 | -1, denominations: readonly Minor[]): Minor | null {
  const shown = denominations.toReversed();
  const index = at === null ? -1 : shown.indexOf(at);
  return shown[Math.min(Math.max(index + by, 0), shown.length - 1)] ?? null;
}

function amountText(amount: Minor, digits: number): string {
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
