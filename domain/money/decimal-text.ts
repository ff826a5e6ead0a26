import type { Minor } from './money.ts';

/** Minor units as a plain decimal number: `-12.05`. */
export function decimalText(minor: Minor, digits: number): `${number}` {
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}${digits > 0 ? `.${text.slice(text.length - digits)}` : ''}` as `${number}`;
}

/** The same without the decimals that say nothing: `8.875`, `20`. Every digit before the mark stays. */
export function shortDecimal(minor: Minor, digits: number): string {
  const text = decimalText(minor, digits);
  return digits > 0 ? text.replace(/\.?0+$/, '') : text;
}
