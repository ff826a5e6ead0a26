import { readBarcode } from '#domain/gs1/read-barcode.ts';

/** The badge in what was scanned; null for goods, which are no try with a badge. Ten digits may be a book's, and are a badge's. */
export function badgeIn(scanned: string): string | null {
  const text = scanned.trim();
  return readBarcode(text).kind === 'text' || text.length === 10 ? text : null;
}
