import type { ProductRow } from '#contracts/http/api.ts';
import { type CsvRecord, type Refusal, readRecords, refusedAt } from './csv-records.ts';
import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';
import { readCsvText } from './csv-text.ts';
import { type CsvStore, type ProductColumns, readColumns } from './product-csv-columns.ts';
import { readProductRow } from './product-csv-row.ts';

export interface ProductCsv {
  rows: ProductRow[];
  refused: Refusal[];
  /** Columns that mean nothing here, as written in the header. */
  ignored: string[];
  /** All columns as written; missing where there is no header to be read. */
  header?: string[];
}

/**
 * Reads a product CSV: header `sku,name,category,tax,price` and optionally `gtin,unit,stock`, `price@STORE`, `stock@STORE`,
 * `name:LANGUAGE`, `category:LANGUAGE`, `description:LANGUAGE`, `net content`, `archived`, `pictures` and the columns of
 * `product-csv-rules`, in any order, parted by commas, semicolons or tabs. Amounts are in major units of the
 * store's currency; `price` and `stock` are for every store given. A bad row is reported and the rest is read; when the file
 * as a whole cannot be read there are no rows and one refusal.
 */
export function readProductCsv(source: string | Uint8Array, stores: readonly CsvStore[]): ProductCsv {
  const decoded = typeof source === 'string' ? { ok: true as const, text: source } : readCsvText(source);
  if (!decoded.ok) return unreadable(1, decoded);
  const { records, broken } = readRecords(decoded.text);
  const [header, ...rest] = records;
  if (header === undefined)
    return broken[0]
      ? { rows: [], refused: [{ ...broken[0], line: 1 }], ignored: [] }
      : unreadable(1, refuseCsv('file-empty'));
  const columns = readColumns(header.fields, stores);
  if (!columns.ok) return unreadable(header.line, columns);
  return { ...readRows(rest, columns.columns, broken), header: header.fields };
}

function unreadable(line: number, refusal: CsvRefusal): ProductCsv {
  return { rows: [], refused: [refusedAt(line, refusal)], ignored: [] };
}

function readRows(records: readonly CsvRecord[], columns: ProductColumns, broken: readonly Refusal[]): ProductCsv {
  const rows: ProductRow[] = [];
  const refused: Refusal[] = [...broken];
  const firstLine = new Map<string, number>();
  for (const record of records) {
    const { line } = record;
    const read = readProductRow(record, columns);
    if (!read.ok) {
      refused.push(refusedAt(line, read));
      continue;
    }
    const before = firstLine.get(read.row.sku);
    if (before === undefined) {
      firstLine.set(read.row.sku, line);
      rows.push(read.row);
    } else refused.push(refusedAt(line, refuseCsv('sku-twice', { sku: read.row.sku, line: String(before) })));
  }
  refused.sort((a, b) => a.line - b.line);
  return { rows, refused, ignored: columns.ignored };
}
