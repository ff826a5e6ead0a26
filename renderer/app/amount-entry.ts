import type { Minor } from '#domain/money/money.ts';
import type { PadKey } from '#renderer/ui/number-pad.tsx';
import type { Formats } from './format.ts';

/** Longest amount that can be keyed in, whole digits. */
const WHOLE_MAX = 9;

/**
 * What stands in an amount field after a key: text of digits with at most one `.`, as keyed. A key that would make no
 * amount (a second mark, a third decimal where money has two) changes nothing.
 */
export function keyAmount(entry: string, key: PadKey, digits: number): string {
  if (key === 'back') return entry.slice(0, -1);
  if (key === '00') return keyAmount(keyAmount(entry, '0', digits), '0', digits);
  if (key === '.') return digits === 0 || entry.includes('.') ? entry : `${entry === '' ? '0' : entry}.`;
  const [whole = '', decimals] = entry.split('.');
  if (decimals !== undefined) return decimals.length < digits ? entry + key : entry;
  if (whole === '0') return key;
  return whole.length < WHOLE_MAX ? entry + key : entry;
}

/** The amount an entry stands for, in minor units; `null` for an empty one. */
export function amountOf(entry: string, digits: number): Minor | null {
  if (entry === '') return null;
  const [whole = '', decimals = ''] = entry.split('.');
  return Number(`${whole}${decimals.padEnd(digits, '0').slice(0, digits)}`);
}

/** An entry as it is to be read: grouped, with the reader's decimal mark, as far as it was keyed. */
export function entryText(entry: string, formats: Pick<Formats, 'count' | 'decimal'>): string {
  if (entry === '') return '';
  const [whole = '', decimals] = entry.split('.');
  return `${formats.count(Number(whole))}${decimals === undefined ? '' : `${formats.decimal}${decimals}`}`;
}

/** The key of the pad that a key of the keyboard is, if any. A comma is a decimal mark too. */
export function padKeyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): PadKey | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.key === 'Backspace') return 'back';
  if (event.key === '.' || event.key === ',') return '.';
  return /^\d$/.test(event.key) ? (event.key as PadKey) : null;
}
