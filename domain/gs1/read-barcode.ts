/** What a scanned or typed text means. `gtin` always has 14 digits; `expected` is the check digit that would be right. */
export type Barcode =
  | { kind: 'gtin'; gtin: string }
  | { kind: 'bad-check-digit'; text: string; expected: number }
  | { kind: 'text'; text: string };

/**
 * Reads EAN-8, EAN-13, UPC-A, UPC-E (8 digits) and GTIN-14 (ITF-14). Texts of 8, 12, 13 or 14 digits are GTINs by their
 * check digit; anything else is text (a sku, for example).
 *
 * Eight digits that begin with 0 or 1 may be EAN-8 or UPC-E with its number system; only one check digit mostly fits.
 * Where both do, 0 is UPC-E (an EAN-8 beginning with 0 is a company's own number, not sold elsewhere) and 1 is EAN-8
 * (GS1 gives out 100 to 139 as GTIN-8s, and no UPC-E of number system 1).
 */
export function readBarcode(text: string): Barcode {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return { kind: 'text', text };
  const [first, ...others] = readings(text);
  const right = [first, ...others].find((digits) => digits && isChecked(digits));
  if (right) return { kind: 'gtin', gtin: right.padStart(14, '0') };
  return { kind: 'bad-check-digit', text, expected: checkDigit((first ?? text).slice(0, -1)) };
}

/**
 * The check digit for the digits before it: weights 3, 1, 3, ... from the right, to the next multiple of ten
 * (GS1 General Specifications, section 7.9). Takes 1 to 17 digits.
 */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** What the digits may stand for, the likelier first, each with its check digit at the end. */
function readings(text: string): string[] {
  if (text.length !== 8) return [text];
  if (text.startsWith('0')) return [expandUpcE(text), text];
  if (text.startsWith('1')) return [text, expandUpcE(text)];
  return [text];
}

function isChecked(digits: string): boolean {
  return checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));
}

/** UPC-E to UPC-A: the last of its six digits says where the zeros were left out (GS1 General Specifications, section 5.2.2). */
function expandUpcE(text: string): string {
  const [system, d1, d2, d3, d4, d5, d6, check] = text;
  const body = {
    '0': `${d1}${d2}00000${d3}${d4}${d5}`,
    '1': `${d1}${d2}10000${d3}${d4}${d5}`,
    '2': `${d1}${d2}20000${d3}${d4}${d5}`,
    '3': `${d1}${d2}${d3}00000${d4}${d5}`,
    '4': `${d1}${d2}${d3}${d4}00000${d5}`,
  }[d6 ?? ''];
  return `${system}${body ?? `${d1}${d2}${d3}${d4}${d5}0000${d6}`}${check}`;
}
