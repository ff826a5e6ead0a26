import type { Minor } from './money.ts';

/**
 * A decimal number as programs write it (`-12.5`, `7`, `0.995`) in minor units of so many digits, without floats; what is finer is rounded,
 * halves away from zero. Null for what is none, and for what is beyond safe integers.
 */
export function readMinor(text: string, digits: number): Minor | null {
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!parts) return null;
  const [, sign, whole = '', fraction = ''] = parts;
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  const isUp = (fraction[digits] ?? '0') >= '5';
  const size = Number(`${whole}${kept}`) + (isUp ? 1 : 0);
  if (!Number.isSafeInteger(size)) return null;
  return sign === '-' && size !== 0 ? -size : size;
}
