import type { SettingsFault } from '#contracts/http/settings.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import type { Currency } from '#domain/money/money.ts';
import { faultIf } from './fault-if.ts';

/** How many digits after the point a currency has (ISO 4217); null of a code that is none. */
export function currencyDigits(code: string): number | null {
  if (!Intl.supportedValuesOf('currency').includes(code)) return null;
  return isoDigits(code);
}

/** A currency is one of ISO 4217's, with as many digits after the point as it has there. */
export function currencyFaults(at: string, { code, digits }: Currency): SettingsFault[] {
  const expected = currencyDigits(code);
  if (expected === null) return faultIf(true, `${at}.code`, 'currency-unknown');
  return faultIf(digits !== expected, `${at}.digits`, 'currency-digits');
}

/** Denominations ascend, and none is there twice. */
export function denominationFaults(at: string, denominations: readonly number[]): SettingsFault[] {
  return denominations.flatMap((value, index) =>
    faultIf(value <= (denominations[index - 1] ?? 0), `${at}.${index}`, 'denominations-order'),
  );
}
