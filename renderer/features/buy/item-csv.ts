import { returningCsvText } from '#contracts/csv/write-csv.ts';
import { type Refusal, readRecords, refusedAt } from '#contracts/product-csv/csv-records.ts';
import { type CsvRefusal, refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import { readCsvText } from '#contracts/product-csv/csv-text.ts';
import { readGtin } from '#contracts/product-csv/product-csv-row.ts';
import { readDecimal } from '#contracts/product-csv/read-decimal.ts';
import { UNIT_SCALE, type Unit, type Variant } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { ITEMS_MAX, type ItemDraft, QUANTITY_MAX, type SupplierDraft, unitDigits } from './supplier-draft.ts';

const COLUMNS = ['sku', 'gtin', 'supplier sku', 'pack', 'minimum', 'cost'] as const;
type Column = (typeof COLUMNS)[number];
const SUPPLIER_SKU_MAX = 100;

/** A line of a file about an item: which product by its sku or its 14 digit GTIN, and what is said of it, as it is written. */
export interface ItemLine {
  line: number;
  by: { sku: string } | { gtin: string };
  of: (column: Column) => string;
}

/**
 * Reads what a supplier sells from a CSV with a column `sku` or `gtin` and any of `supplier sku`, `pack`, `minimum`, `cost`, in any
 * order. A sku goes before a GTIN. A bad line is told and the rest is read; of a file that cannot be read nothing is.
 */
export function readItemCsv(bytes: Uint8Array): { lines: ItemLine[]; refused: Refusal[] } {
  const decoded = readCsvText(bytes);
  if (!decoded.ok) return { lines: [], refused: [refusedAt(1, decoded)] };
  const { records, broken } = readRecords(decoded.text);
  const [header, ...rest] = records;
  if (!header) return { lines: [], refused: [broken[0] ?? refusedAt(1, refuseCsv('file-empty'))] };
  const at = new Map(header.fields.map((name, index) => [name.toLowerCase(), index]));
  if (!at.has('sku') && !at.has('gtin')) {
    return { lines: [], refused: [refusedAt(1, refuseCsv('column-missing', { columns: 'sku' }))] };
  }
  const lines: ItemLine[] = [];
  const refused = [...broken];
  for (const { line, fields } of rest) {
    const of = (column: Column): string => fields[at.get(column) ?? -1] ?? '';
    const by = productOf(of);
    if ('code' in by) refused.push(refusedAt(line, by));
    else lines.push({ line, by, of });
  }
  return { lines, refused };
}

function productOf(of: ItemLine['of']): ItemLine['by'] | CsvRefusal {
  const [sku, gtin] = [of('sku'), of('gtin').replace(/[\s-]/g, '')];
  if (sku !== '') return { sku };
  if (gtin === '') return refuseCsv('empty', { column: 'sku' });
  const read = readGtin(gtin);
  return read.ok ? { gtin: read.value } : read;
}

export interface TakenItems {
  draft: SupplierDraft;
  added: number;
  changed: number;
  unchanged: number;
  refused: Refusal[];
}

/**
 * The draft with the lines of a file in it. What a line leaves empty stays as it is; a product that is new to the supplier needs a
 * cost, and is sold one by one where nothing is said. `digits` are those of the currency; `cards` holds a product per line.
 */
export function takeItems(
  before: SupplierDraft,
  lines: readonly ItemLine[],
  cards: readonly (Pick<Variant, 'variantId' | 'unit'> | null)[],
  digits: number,
): TakenItems {
  const old = new Map(before.items.map((item) => [item.variantId, item]));
  const seen = new Map<string, number>();
  const fresh = new Map<string, ItemDraft>();
  const edited = new Map<string, ItemDraft>();
  const refused: Refusal[] = [];
  let unchanged = 0;
  for (const [index, each] of lines.entries()) {
    const card = cards[index] ?? null;
    const read = readLine(each, card, { old, seen, digits, isFull: old.size + fresh.size >= ITEMS_MAX });
    if ('code' in read) {
      refused.push(refusedAt(each.line, read));
      continue;
    }
    seen.set(read.variantId, each.line);
    const was = old.get(read.variantId);
    if (!was) fresh.set(read.variantId, read);
    else if (isSame(was, read)) unchanged++;
    else edited.set(read.variantId, read);
  }
  const kept = before.items.map((item) => edited.get(item.variantId) ?? item);
  const draft = fresh.size + edited.size === 0 ? before : { ...before, items: [...fresh.values(), ...kept] };
  return { draft, added: fresh.size, changed: edited.size, unchanged, refused };
}

interface Known {
  old: ReadonlyMap<string, ItemDraft>;
  /** Line of the file by product. */
  seen: ReadonlyMap<string, number>;
  digits: number;
  isFull: boolean;
}

function readLine(
  { by, of }: ItemLine,
  card: Pick<Variant, 'variantId' | 'unit'> | null,
  { old, seen, digits, isFull }: Known,
): ItemDraft | CsvRefusal {
  const named = 'sku' in by ? by.sku : by.gtin;
  if (!card) return refuseCsv('product-unknown', { text: named });
  const { variantId, unit } = card;
  const first = seen.get(variantId);
  if (first !== undefined) return refuseCsv('sku-twice', { sku: named, line: String(first) });
  const was = old.get(variantId);
  if (!was && isFull) return refuseCsv('items-full', { most: String(ITEMS_MAX) });
  if (!was && of('cost') === '') return refuseCsv('empty', { column: 'cost' });
  if (of('supplier sku').length > SUPPLIER_SKU_MAX) {
    return refuseCsv('too-long', { column: 'supplier sku', most: String(SUPPLIER_SKU_MAX) });
  }
  const base = was ?? { variantId, supplierSku: '', packSize: UNIT_SCALE[unit], minimumQuantity: 0, packCost: null };
  const packSize = readAmount(of, 'pack', unitDigits(unit), base.packSize);
  if (!packSize.ok) return packSize;
  const isPack = packSize.value === null || (packSize.value >= 1 && packSize.value <= QUANTITY_MAX);
  if (!isPack) return refuseCsv('pack-size', { text: of('pack') });
  const minimumQuantity = readAmount(of, 'minimum', unitDigits(unit), base.minimumQuantity);
  if (!minimumQuantity.ok) return minimumQuantity;
  const packCost = readAmount(of, 'cost', digits, base.packCost);
  if (!packCost.ok) return packCost;
  return {
    variantId,
    supplierSku: of('supplier sku') || base.supplierSku,
    packSize: packSize.value,
    minimumQuantity: minimumQuantity.value,
    packCost: packCost.value,
  };
}

/** What a line says of a column, or what there was where it says nothing. */
function readAmount(of: ItemLine['of'], column: Column, digits: number, was: number | null) {
  return of(column) === '' ? { ok: true as const, value: was } : readDecimal(of(column), digits, column);
}

function isSame(a: ItemDraft, b: ItemDraft): boolean {
  const { supplierSku, packSize, minimumQuantity, packCost } = b;
  return (
    a.supplierSku === supplierSku &&
    a.packSize === packSize &&
    a.minimumQuantity === minimumQuantity &&
    a.packCost === packCost
  );
}

/** The items as a file that `readItemCsv` reads. `name` is for whoever reads it. */
export function itemsCsv(
  items: readonly ItemDraft[],
  cardOf: (variantId: string) => { sku: string; name: string; unit: Unit } | undefined,
  digits: number,
): string {
  const rows = items.map(({ variantId, supplierSku, packSize, minimumQuantity, packCost }) => {
    const card = cardOf(variantId);
    const decimals = unitDigits(card?.unit ?? 'each');
    const written = (value: number | null, of: number) => (value === null ? '' : decimalText(value, of));
    return [
      card?.sku ?? '',
      card?.name ?? '',
      supplierSku,
      written(packSize, decimals),
      written(minimumQuantity, decimals),
      written(packCost, digits),
    ];
  });
  return returningCsvText([['sku', 'name', 'supplier sku', 'pack', 'minimum', 'cost'], ...rows]);
}
