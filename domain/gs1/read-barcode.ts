import { checkDigit } from '#domain/gs1/check-digit.ts';
import { type ElementFault, elementFault } from '#domain/gs1/element-faults.ts';
import { type ItemData, itemDataOf } from '#domain/gs1/item-data.ts';
import { isMarkedGs1, readElements } from '#domain/gs1/read-element-string.ts';
import { type InStoreItem, type InStoreLayout, readInStore } from '#domain/gs1/read-in-store.ts';
import { readIsbn } from '#domain/gs1/read-isbn.ts';

export { checkDigit };

/** What a scanned or typed text means. `gtin` always has 14 digits; `expected` is the check digit that would be right. */
export type Barcode =
  | { kind: 'gtin'; gtin: string }
  /** A GS1 element string or Digital Link: an item with its batch, expiry, serial, … */
  | { kind: 'gs1'; gtin: string; data: ItemData }
  /** The store's own label: an item by its number (`rules.plu`), with its weight or price. `gtin` is the number as scanned. */
  | { kind: 'in-store'; gtin: string; item: InStoreItem }
  | { kind: 'bad-check-digit'; text: string; expected: number | 'X' }
  /** Certainly a GS1 code, and not a right one; without `fault` no part of it can be told. */
  | { kind: 'bad-gs1'; text: string; fault?: ElementFault }
  | { kind: 'text'; text: string };

/** What reading depends on. */
export interface BarcodeRules {
  /** The store's own layouts of weight and price labels; the first that fits is taken. */
  inStoreLayouts?: readonly InStoreLayout[];
  /** `YYYY-MM-DD`: decides the century of the dates in a GS1 code. Without it they are of this one (20..). */
  businessDate?: string;
  /** The AIM symbology identifier (ISO/IEC 15424) that the scanner told apart from the text, such as `]C1`. */
  symbology?: string | null;
  /** Decimals of the store's currency: what a price in a GS1 code is read by. */
  currencyDigits?: number;
}

/** Symbologies that carry anything: Code 39, plain Code 128, Codabar, Code 93, PDF417, Data Matrix, QR Code, Aztec, MaxiCode. */
const ANYTHING = /^\](A.|C0|F.|G.|L.|d1|Q1|z.|U.)$/;

/**
 * Reads the store's own labels, GS1 element strings and Digital Links, books' numbers, and EAN-8, EAN-13, UPC-A, UPC-E
 * (8 digits) and GTIN-14 (ITF-14). Texts of 8, 12, 13 or 14 digits are GTINs by their check digit; anything else is text (a
 * sku, for example).
 *
 * Eight digits that begin with 0 or 1 may be EAN-8 or UPC-E with its number system; only one check digit mostly fits.
 * Where both do, 0 is UPC-E (an EAN-8 beginning with 0 is a company's own number, not sold elsewhere) and 1 is EAN-8
 * (GS1 gives out 100 to 139 as GTIN-8s, and no UPC-E of number system 1). The symbology identifier `]E4` says EAN-8.
 */
export function readBarcode(text: string, rules: BarcodeRules = {}): Barcode {
  return (
    readOwnLabel(text, rules.inStoreLayouts ?? []) ??
    readGs1(text, rules) ??
    readBook(text) ??
    readGtin(text, rules.symbology ?? '')
  );
}

function readOwnLabel(text: string, layouts: readonly InStoreLayout[]): Barcode | undefined {
  const read = readInStore(text, layouts);
  if (read.kind === 'item') return { kind: 'in-store', gtin: text.padStart(14, '0'), item: read.item };
  return read.kind === 'bad-check-digit' ? { kind: 'bad-check-digit', text, expected: read.expected } : undefined;
}

/**
 * A fault makes a text that may as well be none of GS1's no refusal, but text; a wrong check digit of a GTIN is always told, and
 * so is what is wrong with a Digital Link whose GTIN is right.
 */
function readGs1(text: string, rules: BarcodeRules): Barcode | undefined {
  const { symbology, businessDate = '2000-01-01', currencyDigits } = rules;
  const whole = `${symbology ?? ''}${text}`;
  const isLink = /^https?:/i.test(text);
  const marked = isMarkedGs1(whole) && !isLink;
  const elements = readElements(marked ? whole : text);
  if (!elements) return marked ? { kind: 'bad-gs1', text } : undefined;
  const gtin = elements.find(({ ai }) => ai === '01')?.value;
  const thisYear = Number(businessDate.slice(0, 4));
  const fault = elementFault(elements, thisYear);
  if (fault?.ai === '01' && fault.reason === 'check-digit' && fault.expected !== undefined) {
    return { kind: 'bad-check-digit', text, expected: fault.expected };
  }
  const certain = marked || (isLink && gtin !== undefined);
  if (fault) return certain ? { kind: 'bad-gs1', text, fault } : undefined;
  // An order number in GS1-128 may read like a GTIN.
  if (gtin === undefined) return marked ? { kind: 'text', text } : undefined;
  const data = itemDataOf(elements, { thisYear, currencyDigits });
  return data && { kind: 'gs1', gtin, data };
}

function readBook(text: string): Barcode | undefined {
  const read = readIsbn(text);
  if (read.kind === 'isbn') return { kind: 'gtin', gtin: `0${read.digits}` };
  if (read.kind === 'other') return undefined;
  return { kind: 'bad-check-digit', text, expected: read.expected === 'X' ? 'X' : Number(read.expected) };
}

function readGtin(text: string, symbology: string): Barcode {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return { kind: 'text', text };
  const [first, ...others] = symbology === ']E4' ? [text] : readings(text);
  const right = [first, ...others].find((digits) => digits && isChecked(digits));
  if (right) return { kind: 'gtin', gtin: right.padStart(14, '0') };
  if (ANYTHING.test(symbology)) return { kind: 'text', text };
  return { kind: 'bad-check-digit', text, expected: checkDigit((first ?? text).slice(0, -1)) };
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
