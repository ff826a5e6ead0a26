import { decimalText } from '#domain/money/decimal-text.ts';
import { priceOf } from '#renderer/app/price-entry.ts';

/** Notes and coins as they are typed, the smallest first: `0.50 1 2 5`. */
export function amountsText(amounts: readonly number[], digits: number): string {
  return amounts
    .map((amount) => (amount % 10 ** digits === 0 ? String(amount / 10 ** digits) : decimalText(amount, digits)))
    .join('  ');
}

/** The amounts that were typed, each once and the smallest first; null where one of them is none. */
export function amountsOf(text: string, digits: number): number[] | null {
  const parts = text.split(/[\s;]+/).filter((part) => part !== '');
  const amounts = parts.map((part) => priceOf(part, digits));
  if (!amounts.every((amount) => amount !== null && amount > 0)) return null;
  return [...new Set(amounts.filter((amount) => amount !== null))].sort((a, b) => a - b);
}

/** How much one unit of a foreign currency is worth has so many decimals: what is kept is millionths of minor units. */
export function rateDigits(foreignDigits: number, ownDigits: number): number {
  return Math.max(0, 6 + ownDigits - foreignDigits);
}
