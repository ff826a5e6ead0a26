import { readBarcode } from '#domain/gs1/read-barcode.ts';

/** The badge in what was scanned; null for goods, which are no try with a badge. */
export function badgeIn(scanned: string): string | null {
  const text = scanned.trim();
  return readBarcode(text).kind === 'text' ? text : null;
}
