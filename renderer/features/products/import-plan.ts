import type { ProductRow } from '#contracts/http/api.ts';
import type { CatalogueImport } from '#contracts/http/catalogue.ts';
import { type Refusal, refusedAt } from '#contracts/product-csv/csv-records.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import { shortGtin } from '#domain/gs1/short-gtin.ts';

/** Rows of one request, and about how many bytes. */
export const PART = 250;
const PART_BYTES = 700_000;

/**
 * A file in the order and the parts in which it is tried out and sent: rows that name others come after what they name. `planned` is
 * what of the file each part may count on in a dry run.
 */
export function importParts(rows: readonly ProductRow[]): CatalogueImport[] {
  const ordered = [...rows.filter((row) => named(row).length === 0), ...rows.filter((row) => named(row).length > 0)];
  const inFile = new Set(rows.map(({ sku }) => sku));
  return partsOf(ordered).map((part) => {
    const planned = [...new Set(part.flatMap(named))].filter((sku) => inFile.has(sku));
    return { rows: part, dryRun: true, planned };
  });
}

function partsOf(rows: readonly ProductRow[]): ProductRow[][] {
  const encoder = new TextEncoder();
  const parts: ProductRow[][] = [];
  let part: ProductRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = encoder.encode(JSON.stringify(row)).length;
    if (part.length > 0 && (part.length >= PART || bytes + size > PART_BYTES)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(row);
    bytes += size;
  }
  return part.length > 0 ? [...parts, part] : parts;
}

function named({ rules }: ProductRow): string[] {
  return [...(rules?.linked ?? []), ...(rules?.parts ?? [])].map(({ sku }) => sku);
}

/** Rows with a barcode that an earlier row of the file has: no dry run of a part can see that. */
export function gtinsTwice(rows: readonly ProductRow[]): { rows: ProductRow[]; refused: Refusal[] } {
  const owners = new Map<string, number>();
  const refused: Refusal[] = [];
  const good = rows.filter((row) => {
    const gtin = row.gtins.find((one) => owners.has(one));
    if (gtin === undefined) for (const one of row.gtins) owners.set(one, row.line);
    else {
      const params = { text: shortGtin(gtin), line: String(owners.get(gtin) ?? 0) };
      refused.push(refusedAt(row.line, refuseCsv('row-twice', params)));
    }
    return gtin === undefined;
  });
  return { rows: good, refused };
}
