import { csvText } from '#contracts/csv/write-csv.ts';
import type { ImportAnswer, ProductRow } from '#contracts/http/api.ts';
import type { CatalogueImport } from '#contracts/http/catalogue.ts';

/** Rows of one request, and about how many bytes. */
export const PART = 250;
const PART_BYTES = 700_000;

export type Refused = ImportAnswer['refused'][number];

/**
 * A file in the order and the parts in which it is sent: rows that name others come after what they name. `dryRun` tells what of
 * the file each part may count on.
 */
export function importParts(rows: readonly ProductRow[], dryRun: boolean): CatalogueImport[] {
  const ordered = [...rows.filter((row) => named(row).length === 0), ...rows.filter((row) => named(row).length > 0)];
  const inFile = new Set(rows.map(({ sku }) => sku));
  const parts: CatalogueImport[] = [];
  for (const part of partsOf(ordered)) {
    const planned = dryRun ? [...new Set(part.flatMap(named))].filter((sku) => inFile.has(sku)) : [];
    parts.push({ rows: part, dryRun, planned });
  }
  return parts;
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
export function gtinsTwice(rows: readonly ProductRow[]): {
  rows: ProductRow[];
  refused: { row: ProductRow; gtin: string; first: number }[];
} {
  const owners = new Map<string, number>();
  const refused: { row: ProductRow; gtin: string; first: number }[] = [];
  const good = rows.filter((row) => {
    const gtin = row.gtins.find((one) => owners.has(one));
    if (gtin !== undefined) refused.push({ row, gtin, first: owners.get(gtin) ?? 0 });
    else for (const one of row.gtins) owners.set(one, row.line);
    return gtin === undefined;
  });
  return { rows: good, refused };
}

export function addAnswers(sum: ImportAnswer, next: ImportAnswer): ImportAnswer {
  return {
    created: sum.created + next.created,
    changed: sum.changed + next.changed,
    unchanged: sum.unchanged + next.unchanged,
    refused: [...sum.refused, ...next.refused].sort((a, b) => a.line - b.line),
  };
}

/** What was refused as a file for a spreadsheet: line and reason. */
export function refusedCsv(refused: readonly Refused[], header: readonly [string, string]): string {
  return csvText([header, ...refused.map(({ line, reason }) => [line, reason])]);
}
