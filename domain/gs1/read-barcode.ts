import { checkDigit } from '#domain/gs1/check-digit.ts';
import { type ItemData, itemDataOf } from '#domain/gs1/item-data.ts';
import { readElements } from '#domain/gs1/read-element-string.ts';
import { type InStoreItem, type InStoreLayout, readInStore } from '#domain/gs1/read-in-store.ts';

export { checkDigit };

/** What a scanned or typed text means. `gtin` always has 14 digits; `expected` is the check digit that would be right. */
export type Barcode =
  | { kind: 'gtin'; gtin: string }
  /** A GS1 element string or Digital Link: an item with its batch, expiry, serial, … */
  | { kind: 'gs1'; gtin: string; data: ItemData }
  /** The store's own label: an item by its number (`rules.plu`), with its weight or price. `gtin` is the number as scanned. */
  | { kind: 'in-store'; gtin: string; item: InStoreItem }
  | { kind: 'bad-check-digit'; text: string; expected: number }
  | { kind: 'text'; text: string };

/** What reading depends on. */
export interface BarcodeRules {
  /** The store's own layouts of weight and price labels; the first that fits is taken. */
  inStoreLayouts?: readonly InStoreLayout[];
  /** `YYYY-MM-DD`: decides the century of the dates in a GS1 code. Without it they are of this one (20..). */
  businessDate?: string;
}

/**
 * Reads the store's own labels, GS1 element strings and Digital Links, and EAN-8, EAN-13, UPC-A, UPC-E (8 digits) and GTIN-14
 * (ITF-14). Texts of 8, 12, 13 or 14 digits are GTINs by their check digit; anything else is text (a sku, for example).
 *
 * Eight digits that begin with 0 or 1 may be EAN-8 or UPC-E with its number system; only one check digit mostly fits.
 * Where both do, 0 is UPC-E (an EAN-8 beginning with 0 is a company's own number, not sold elsewhere) and 1 is EAN-8
 * (GS1 gives out 100 to 139 as GTIN-8s, and no UPC-E of number system 1).
 */
export function readBarcode(text: string, rules: BarcodeRules = {}): Barcode {
  return readOwnLabel(text, rules.inStoreLayouts ?? []) ?? readGs1(text, rules.businessDate) ?? readGtin(text);
}

function readOwnLabel(text: string, layouts: readonly InStoreLayout[]): Barcode | undefined {
  const read = readInStore(text, layouts);
  if (read.kind === 'item') return { kind: 'in-store', gtin: text.padStart(14, '0'), item: read.item };
  return read.kind === 'bad-check-digit' ? { kind: 'bad-check-digit', text, expected: read.expected } : undefined;
}

function readGs1(text: string, businessDate = '2000-01-01'): Barcode | undefined {
  const elements = readElements(text);
  const gtin = elements?.find(({ ai }) => ai === '01')?.value;
  if (!elements || gtin === undefined) return undefined;
  const data = itemDataOf(elements, Number(businessDate.slice(0, 4)));
  if (!data) return undefined;
  if (!isChecked(gtin)) return { kind: 'bad-check-digit', text, expected: checkDigit(gtin.slice(0, -1)) };
  return { kind: 'gs1', gtin, data };
}

function readGtin(text: string): Barcode {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return { kind: 'text', text };
  const [first, ...others] = readings(text);
  const right = [first, ...others].find((digits) => digits && isChecked(digits));
  if (right) return { kind: 'gtin', gtin: right.padStart(14, '0') };
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
