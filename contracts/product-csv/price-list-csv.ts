import { type Refusal, readRecords, refusedAt } from './csv-records.ts';
import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';
import { readCsvText } from './csv-text.ts';
import { readDecimal } from './read-decimal.ts';

/** A price of a file; null: the list is to name none. */
export interface ListedPrice {
  line: number;
  sku: string;
  amount: number | null;
}

export interface PriceListCsv {
  rows: ListedPrice[];
  refused: Refusal[];
}

/**
 * Reads the prices of a list from a CSV with the columns `sku` and `price`, in any order and beside others, parted by commas,
 * semicolons or tabs. Prices are in major units of a currency of so many `digits`; an empty one takes the product off the list. A
 * bad row is reported and the rest is read; when the file as a whole cannot be read there are no rows and one refusal.
 */
export function readPriceListCsv(source: Uint8Array, digits: number): PriceListCsv {
  const decoded = readCsvText(source);
  if (!decoded.ok) return unreadable(decoded);
  const { records, broken } = readRecords(decoded.text);
  const [header, ...rest] = records;
  if (!header)
    return broken[0] ? { rows: [], refused: [{ ...broken[0], line: 1 }] } : unreadable(refuseCsv('file-empty'));
  const columns = header.fields.map((field) => field.toLowerCase());
  const missing = ['sku', 'price'].filter((column) => !columns.includes(column));
  if (missing.length > 0) return unreadable(refuseCsv('column-missing', { columns: missing.join(', ') }));
  const rows: ListedPrice[] = [];
  const refused = [...broken];
  const lines = new Map<string, number>();
  for (const { line, fields } of rest) {
    const [sku = '', price = ''] = ['sku', 'price'].map((column) => fields[columns.indexOf(column)] ?? '');
    const read = price === '' ? { ok: true as const, value: null } : readDecimal(price, digits, 'price');
    const first = lines.get(sku);
    if (sku === '') refused.push(refusedAt(line, refuseCsv('empty', { column: 'sku' })));
    else if (first !== undefined) refused.push(refusedAt(line, refuseCsv('sku-twice', { sku, line: String(first) })));
    else if (!read.ok) refused.push(refusedAt(line, read));
    else rows.push({ line, sku, amount: read.value });
    if (sku !== '' && first === undefined) lines.set(sku, line);
  }
  return { rows, refused: refused.sort((a, b) => a.line - b.line) };
}

function unreadable(refusal: CsvRefusal): PriceListCsv {
  return { rows: [], refused: [refusedAt(1, refusal)] };
}
