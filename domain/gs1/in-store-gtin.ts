import { checkDigit } from '#domain/gs1/check-digit.ts';

/**
 * An in-store number for a stock code: EAN-13 with GS1 prefix 29 (restricted circulation, GS1 General Specifications
 * section 1.4), as a GTIN of 14 digits. The same code always gets the same number. Codes of five digits and up to two
 * letters, which are nearly all, cannot collide; others are hashed.
 */
export function inStoreGtin(stockCode: string): string {
  const code = stockCode.toUpperCase();
  const parts = /^(\d{5})([A-Z]{0,2})$/.exec(code);
  const digits = parts
    ? `2900${parts[1]}${letterNumber(parts[2] ?? '')
        .toString()
        .padStart(3, '0')}`
    : `2901${(hash(code) % 100_000_000).toString().padStart(8, '0')}`;
  return `0${digits}${checkDigit(digits)}`;
}

/** No letters 0, A to Z 1 to 26, AA to ZZ 27 to 702. */
function letterNumber(letters: string): number {
  return [...letters].reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 64, 0);
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
