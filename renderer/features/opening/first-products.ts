import Type, { type Static } from 'typebox';
import type { ProductRow } from '#contracts/http/api.ts';
import type { BarcodeRules } from '#domain/gs1/read-barcode.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { barcodeEntry } from '#renderer/features/products/barcode-entry.ts';

const Typed = Type.String({ maxLength: 200 });
/** Most rows that are typed at once; more come in a file. */
export const ROWS_MAX = 200;

/** A product as typed into the grid. */
export const ProductEntry = Type.Object(
  { id: Type.Integer({ minimum: 0 }), name: Typed, price: Typed, barcode: Typed, taxCategory: Typed, stock: Typed },
  { additionalProperties: false },
);
export type ProductEntry = Static<typeof ProductEntry>;

export type EntryField = 'name' | 'price' | 'barcode' | 'stock';
/** What is wrong with a row: a field and a word for why. */
export interface EntryFault {
  id: number;
  field: EntryField;
  why: 'missing' | 'price' | 'check-digit' | 'barcode' | 'twice' | 'stock';
}

export interface EntryContext {
  storeId: string;
  digits: number;
  rules: BarcodeRules;
  /** The category that they stand in, and what it is called in other languages. */
  category: string;
  categoryNames: Record<string, string>;
  /** The first article number that is free. */
  firstSku: number;
}

/** A fresh row below the others. */
export function emptyEntry(entries: readonly ProductEntry[], taxCategory: string, barcode = ''): ProductEntry {
  const id = entries.reduce((last, entry) => Math.max(last, entry.id), 0) + 1;
  return { id, name: '', price: '', barcode, taxCategory, stock: '' };
}

/** Rows that hold anything. */
export function filledEntries(entries: readonly ProductEntry[]): ProductEntry[] {
  return entries.filter(({ name, price, barcode, stock }) => `${name}${price}${barcode}${stock}`.trim() !== '');
}

/** All that keeps the rows from being products. */
export function entryFaults(
  entries: readonly ProductEntry[],
  { digits, rules }: Pick<EntryContext, 'digits' | 'rules'>,
): EntryFault[] {
  const seen: string[] = [];
  return filledEntries(entries).flatMap(({ id, name, price, barcode, stock }): EntryFault[] => {
    const faults: EntryFault[] = [];
    if (name.trim() === '') faults.push({ id, field: 'name', why: 'missing' });
    if (priceOf(price, digits) === null)
      faults.push({ id, field: 'price', why: price.trim() === '' ? 'missing' : 'price' });
    const read = barcode.trim() === '' ? null : barcodeEntry(barcode, rules, seen);
    if (read?.ok) seen.push(read.gtin);
    else if (read) faults.push({ id, field: 'barcode', why: BARCODE_WHY[read.reason] });
    if (stockOf(stock) === null) faults.push({ id, field: 'stock', why: 'stock' });
    return faults;
  });
}

const BARCODE_WHY = { 'check-digit': 'check-digit', known: 'twice', weighed: 'barcode', 'no-gtin': 'barcode' } as const;

/** The rows as an import takes them; only of rows without faults. `line` is the row's id. */
export function productRows(entries: readonly ProductEntry[], context: EntryContext): ProductRow[] {
  const { storeId, digits, rules, category, categoryNames, firstSku } = context;
  return filledEntries(entries).map(({ id, name, price, barcode, taxCategory, stock }, index) => {
    const read = barcode.trim() === '' ? null : barcodeEntry(barcode, rules, []);
    return {
      line: id,
      sku: String(firstSku + index),
      name: name.trim(),
      category,
      categoryNames,
      prices: { [storeId]: priceOf(price, digits) ?? 0 },
      gtins: read?.ok ? [read.gtin] : [],
      taxCategory,
      stock: { [storeId]: stockOf(stock) ?? 0 },
    };
  });
}

/** Whole pieces; nothing typed is none. */
function stockOf(text: string): number | null {
  const plain = text.trim();
  if (plain === '') return 0;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}
