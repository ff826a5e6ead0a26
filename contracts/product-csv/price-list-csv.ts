import { type Refusal, refusedAt } from './csv-records.ts';
import { refuseCsv } from './csv-refusal.ts';
import { readCsvTable } from './csv-table.ts';
import { readDecimal } from './read-decimal.ts';

/** A price of a file; null: the list is to name none. */
export interface ListedPrice {
  line: number;
  sku: string;
  amount: number | null;
}

export interface PriceListCsv {
  header: string[];
  rows: ListedPrice[];
  refused: Refusal[];
}

/**
 * Reads the prices of a list from a CSV with the columns `sku` and `price`, in any order and beside others, parted by commas,
 * semicolons or tabs. Prices are in major units of a currency of so many `digits`; an empty one takes the product off the list. A
 * bad row is reported and the rest is read; when the file as a whole cannot be read there are no rows and one refusal.
 */
export function readPriceListCsv(source: Uint8Array, digits: number): PriceListCsv {
  const { header, lines, refused } = readCsvTable(source, ['sku', 'price']);
  const rows: ListedPrice[] = [];
  const known = new Map<string, number>();
  for (const { line, of } of lines) {
    const [sku, price] = [of('sku'), of('price')];
    const read = price === '' ? { ok: true as const, value: null } : readDecimal(price, digits, 'price');
    const first = known.get(sku);
    if (sku === '') refused.push(refusedAt(line, refuseCsv('empty', { column: 'sku' })));
    else if (first !== undefined) refused.push(refusedAt(line, refuseCsv('sku-twice', { sku, line: String(first) })));
    else if (!read.ok) refused.push(refusedAt(line, read));
    else rows.push({ line, sku, amount: read.value });
    if (sku !== '' && first === undefined) known.set(sku, line);
  }
  return { header, rows, refused: refused.sort((a, b) => a.line - b.line) };
}
