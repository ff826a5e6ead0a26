import { checkDigit } from '#domain/gs1/check-digit.ts';

export type IsbnRead =
  | { kind: 'isbn'; digits: string }
  | { kind: 'bad-check-digit'; expected: string }
  | { kind: 'other' };

/**
 * A book's number as 13 digits: an ISBN-10, whose check is by 11 with X for ten, becomes one with 978; an ISBN-13 (978, 979)
 * written with hyphens or spaces loses them (ISO 2108; ISBN Users' Manual, section 5). Ten characters without hyphens are
 * a book's only where their check is right: a merchant's own numbers have ten digits too.
 */
export function readIsbn(text: string): IsbnRead {
  const bare = text.replace(/[- ]/g, '');
  const parted = bare.length < text.length && /^(97[89][- ])?\d{1,7}[- ]\d{1,7}[- ]\d{1,7}[- ][\dX]$/i.test(text);
  if (/^\d{9}[\dX]$/i.test(bare) && (parted || bare === text)) return readIsbn10(bare.toUpperCase(), parted);
  if (!parted || !/^97[89]\d{10}$/.test(bare)) return { kind: 'other' };
  const expected = checkDigit(bare.slice(0, -1));
  if (expected === Number(bare.at(-1))) return { kind: 'isbn', digits: bare };
  return { kind: 'bad-check-digit', expected: String(expected) };
}

function readIsbn10(isbn: string, parted: boolean): IsbnRead {
  const expected = isbn10Check(isbn.slice(0, 9));
  const digits = `978${isbn.slice(0, 9)}`;
  if (isbn[9] === expected) return { kind: 'isbn', digits: `${digits}${checkDigit(digits)}` };
  return parted ? { kind: 'bad-check-digit', expected } : { kind: 'other' };
}

/** Weights 10 to 2 from the left, to the next multiple of 11. */
function isbn10Check(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
