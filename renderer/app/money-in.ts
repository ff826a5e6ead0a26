import { decimalText } from '#domain/money/decimal-text.ts';
import type { Currency, Minor } from '#domain/money/money.ts';
import type { Formats } from './format.ts';

/** Money of any currency in the reader's way: `£2.50` of the store's own, `EUR 2.50` of another. */
export function moneyIn(formats: Formats, currency: Currency, minor: Minor): string {
  if (currency.code === formats.currency.code) return formats.money(minor);
  return new Intl.NumberFormat(formats.locale, {
    style: 'currency',
    currency: currency.code,
    currencyDisplay: 'code',
    minimumFractionDigits: currency.digits,
    maximumFractionDigits: currency.digits,
  }).format(decimalText(minor, currency.digits));
}
