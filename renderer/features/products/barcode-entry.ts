import { type BarcodeRules, readBarcode } from '#domain/gs1/read-barcode.ts';

export { shortGtin } from '#domain/gs1/short-gtin.ts';

/** What a code that was scanned or typed for a product comes to. */
export type BarcodeEntry =
  | { ok: true; gtin: string }
  /** `check-digit`: `expected` is what would be right; `weighed`: the store's own label of a weight or price; `no-gtin`: something else. */
  | { ok: false; reason: 'check-digit'; expected: string }
  | { ok: false; reason: 'weighed' | 'no-gtin' | 'known' };

/** Reads a barcode to be a product's: its GTIN with 14 digits. `known` are those it has already. */
export function barcodeEntry(text: string, rules: BarcodeRules, known: readonly string[]): BarcodeEntry {
  const read = readBarcode(text.replace(/[\s-]/g, ''), rules);
  if (read.kind === 'bad-check-digit') return { ok: false, reason: 'check-digit', expected: String(read.expected) };
  if (read.kind === 'in-store') return { ok: false, reason: 'weighed' };
  if (read.kind !== 'gtin' && read.kind !== 'gs1') return { ok: false, reason: 'no-gtin' };
  return known.includes(read.gtin) ? { ok: false, reason: 'known' } : { ok: true, gtin: read.gtin };
}
