import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';

/** Major units as written (`12`, `12.95`, `12,95`) in units of 10^-digits. More decimals are refused, never rounded. */
export function readDecimal(text: string, digits: number, what: string): { ok: true; value: number } | CsvRefusal {
  const parts = /^(\d{1,12})(?:[.,](\d{1,9}))?$/.exec(text);
  if (parts === null) return refuseCsv('number', { column: what, text });
  const [, whole = '', decimals = ''] = parts;
  if (text.includes(',') && decimals.length === 3) return refuseCsv('thousands', { column: what, text });
  if (decimals.length > digits) return refuseCsv('decimals', { column: what, text, digits: String(digits) });
  return { ok: true, value: Number(whole + decimals.padEnd(digits, '0')) };
}
