import type { MappingsRequest } from '#contracts/http/channels.ts';
import { type Refusal, refusedAt } from '#contracts/product-csv/csv-records.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import { readCsvTable } from '#contracts/product-csv/csv-table.ts';

/** In the column `sku`: a product of the shop system that is left alone. */
const ALONE = '-';

interface MappingCsv {
  header: string[];
  rows: MappingsRequest['rows'];
  refused: Refusal[];
}

/**
 * Reads what a shop system's products are here from a CSV with the columns `number` (there) and `sku` (here): `-` leaves it alone, an
 * empty cell says nothing of it.
 */
export function readMappingCsv(bytes: Uint8Array): MappingCsv {
  const { header, lines, refused } = readCsvTable(bytes, ['number', 'sku']);
  const rows: MappingsRequest['rows'] = [];
  const seen = new Map<string, number>();
  for (const { line, of } of lines) {
    const [externalVariantId, sku] = [of('number'), of('sku')];
    const first = seen.get(externalVariantId);
    if (externalVariantId === '') refused.push(refusedAt(line, refuseCsv('empty', { column: 'number' })));
    else if (first !== undefined) {
      refused.push(refusedAt(line, refuseCsv('row-twice', { text: externalVariantId, line: String(first) })));
    } else {
      seen.set(externalVariantId, line);
      const said = sku === '' ? {} : { sku: sku === ALONE ? null : sku };
      rows.push({ line, mapping: { externalVariantId, ...said } });
    }
  }
  return { header, rows, refused: refused.sort((a, b) => a.line - b.line) };
}
