import { checkDigit } from '#domain/gs1/check-digit.ts';
import type { Minor } from '#domain/money/money.ts';

/** The 13 places of a barcode that the store prints itself, as the contracts' `InStoreLayout` has them. */
export interface InStoreLayout {
  pattern: string;
}

/** What such a barcode says: an item by its number (`rules.plu`, without leading zeros) and its weight or its price. */
export interface InStoreItem {
  plu: string;
  weightGrams?: number;
  price?: Minor;
}

export type InStoreRead =
  | { kind: 'item'; item: InStoreItem }
  /** It has the layout of the store's own, and a wrong check digit. */
  | { kind: 'bad-check-digit'; expected: number }
  | { kind: 'other' };

/**
 * Reads a variable measure item of the store's own: an EAN-13 with prefix 02 or 20 to 29, or a UPC-A with prefix 2, whose
 * places the store lays out itself (GS1 General Specifications, sections 1.4.5 and 2.1.11.2: restricted circulation numbers).
 * The first layout that fits is taken; `I` is the item, `W` grams, `P` minor units, `V` a verifier that is not checked, `C` the
 * check digit; digits stand for themselves.
 */
export function readInStore(text: string, layouts: readonly InStoreLayout[]): InStoreRead {
  const digits = /^2\d{11}$/.test(text) ? `0${text}` : text;
  if (!/^(02|2\d)\d{11}$/.test(digits)) return { kind: 'other' };
  const layout = layouts.find(({ pattern }) => fits(digits, pattern));
  if (!layout) return { kind: 'other' };
  const expected = checkDigit(digits.slice(0, -1));
  if (Number(digits.at(-1)) !== expected) return { kind: 'bad-check-digit', expected };
  return { kind: 'item', item: itemOf(digits, layout.pattern) };
}

function fits(digits: string, pattern: string): boolean {
  if (pattern.length !== digits.length) return false;
  return [...pattern].every((place, index) => !/\d/.test(place) || place === digits[index]);
}

function itemOf(digits: string, pattern: string): InStoreItem {
  const placesOf = (letter: string) => [...digits].filter((_, index) => pattern[index] === letter).join('');
  const [weight, price] = [placesOf('W'), placesOf('P')];
  return {
    plu: placesOf('I').replace(/^0+(?=\d)/, ''),
    ...(weight === '' ? {} : { weightGrams: Number(weight) }),
    ...(price === '' ? {} : { price: Number(price) }),
  };
}
