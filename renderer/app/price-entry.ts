import { decimalText } from '#domain/money/decimal-text.ts';
import type { Minor } from '#domain/money/money.ts';
import { amountOf } from './amount-entry.ts';

/** The amount of a typed price (`12`, `12.95`, `12,95`) in minor units; null where it is none or has more decimals than the currency. */
export function priceOf(text: string, digits: number): Minor | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d+)?$/.test(plain) || (plain.split('.')[1]?.length ?? 0) > digits) return null;
  return amountOf(plain, digits);
}

/** A price as it is typed. */
export function priceText(amount: Minor, digits: number): string {
  return decimalText(amount, digits);
}
