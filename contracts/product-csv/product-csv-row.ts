import { ProductRow } from '#contracts/http/api.ts';
import { parse } from '#contracts/schema.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import type { CsvRecord } from './csv-records.ts';
import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';
import type { ProductColumns, StoreColumns } from './product-csv-columns.ts';
import { readMore } from './product-csv-more.ts';
import { type Read, readRules } from './product-csv-rules.ts';
import { readDecimal } from './read-decimal.ts';

export type RowRead = { ok: true; row: ProductRow } | CsvRefusal;

/** One record as a product; the first thing wrong with it is told. */
export function readProductRow(record: CsvRecord, columns: ProductColumns): RowRead {
  const { line, fields } = record;
  const text = (column: number | null) => (column === null ? '' : (fields[column] ?? ''));
  const empty = (['sku', 'name', 'category', 'tax'] as const).find((name) => text(columns[name]) === '');
  if (empty !== undefined) return refuseCsv('empty', { column: empty });
  const unit = readUnit(text(columns.unit));
  if (!unit.ok) return unit;
  const gtins = readGtins(text(columns.gtin));
  if (!gtins.ok) return gtins;
  const prices = readPerStore(fields, columns.prices, 'price', (store) => store.digits);
  if (!prices.ok) return prices;
  const stock = readPerStore(fields, columns.stock, 'stock', () => Math.log10(UNIT_SCALE[unit.value]));
  if (!stock.ok) return stock;
  const ahead = readAhead(fields, columns);
  if (!ahead.ok) return ahead;
  const rules = readRules(fields, columns);
  if (!rules.ok) return rules;
  const more = readMore(record, columns);
  if (!more.ok) return more;
  return checked({
    line,
    sku: text(columns.sku),
    name: text(columns.name),
    category: text(columns.category),
    prices: prices.value,
    gtins: gtins.value,
    unit: unit.value,
    taxCategory: text(columns.tax),
    stock: stock.value,
    ...optional('names', filled(fields, columns.names)),
    ...optional('categoryNames', filled(fields, columns.categoryNames)),
    ...(text(columns.departmentTax) === '' ? {} : { categoryTax: text(columns.departmentTax) }),
    ...(Object.keys(ahead.value).length > 0 ? { ahead: ahead.value } : {}),
    ...(rules.value ? { rules: rules.value } : {}),
    ...more.value,
  });
}

function checked(row: ProductRow): RowRead {
  const parsed = parse(ProductRow, row);
  if (parsed.ok) return { ok: true, row: parsed.value };
  return refuseCsv('unfit', { column: parsed.at.slice(1).replaceAll('/', ' '), message: parsed.message });
}

function readUnit(text: string): Read<Unit> {
  if (text === '') return { ok: true, value: 'each' };
  const unit = (Object.keys(UNIT_SCALE) as Unit[]).find((known) => known === text.toLowerCase());
  return unit === undefined
    ? refuseCsv('unit', { text, units: Object.keys(UNIT_SCALE).join(', ') })
    : { ok: true, value: unit };
}

/** GTINs of 8, 12, 13 or 14 digits parted by `|`, as 14 digits; each check digit is verified. */
function readGtins(text: string): Read<string[]> {
  const gtins: string[] = [];
  for (const code of text.split('|').map((part) => part.replace(/[\s-]/g, ''))) {
    if (code === '') continue;
    const read = readGtin(code);
    if (!read.ok) return read;
    gtins.push(read.value);
  }
  return { ok: true, value: [...new Set(gtins)] };
}

/** A GTIN of 8, 12, 13 or 14 digits as 14 digits; its check digit is verified. */
export function readGtin(code: string): Read<string> {
  const barcode = readBarcode(code);
  switch (barcode.kind) {
    case 'gtin':
      return { ok: true, value: barcode.gtin };
    case 'bad-check-digit':
      return refuseCsv('gtin-digit', { text: code, expected: String(barcode.expected) });
    default:
      return /^\d[.,]?\d*e\+?\d+$/i.test(code)
        ? refuseCsv('gtin-rounded', { text: code })
        : refuseCsv('gtin-length', { text: code });
  }
}

function readPerStore(
  fields: readonly string[],
  stores: readonly StoreColumns[],
  what: string,
  digitsOf: (store: StoreColumns['store']) => number,
): Read<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const { store, columns } of stores) {
    const text = columns.map((column) => fields[column] ?? '').find((field) => field !== '');
    if (text === undefined) continue;
    const amount = readDecimal(text, digitsOf(store), what);
    if (!amount.ok) return amount;
    values[store.storeId] = amount.value;
  }
  return { ok: true, value: values };
}

/** Prices that are to follow: each needs the day, or the minute, from which it holds. */
function readAhead(
  fields: readonly string[],
  { nextPrices, nextFrom }: ProductColumns,
): Read<NonNullable<ProductRow['ahead']>> {
  const prices = readPerStore(fields, nextPrices, 'next price', (store) => store.digits);
  if (!prices.ok) return prices;
  const ahead: NonNullable<ProductRow['ahead']> = {};
  for (const { store, columns } of nextFrom) {
    const text = columns.map((column) => fields[column] ?? '').find((field) => field !== '') ?? '';
    const amount = prices.value[store.storeId];
    if (amount === undefined) continue;
    const from = readMinute(text);
    if (from === null) return refuseCsv(text === '' ? 'empty' : 'date', { column: 'next from', text });
    ahead[store.storeId] = { amount, from };
  }
  const undated = Object.keys(prices.value).find((storeId) => ahead[storeId] === undefined);
  return undated === undefined ? { ok: true, value: ahead } : refuseCsv('empty', { column: 'next from' });
}

/** `2026-12-01`, which is its first minute, or `2026-12-01 08:00`; null for what is no day or no time. */
export function readMinute(text: string): string | null {
  const [, day = '', time = '00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}))?$/.exec(text) ?? [];
  const at = Date.parse(`${day}T${time}:00Z`);
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(day) ? null : `${day}T${time}`;
}

function filled(fields: readonly string[], columns: ReadonlyMap<string, number>): Record<string, string> {
  return Object.fromEntries(
    [...columns].map(([tag, column]) => [tag, fields[column] ?? '']).filter(([, text]) => text !== ''),
  );
}

function optional<Key extends string>(
  key: Key,
  names: Record<string, string>,
): { [K in Key]?: Record<string, string> } {
  return Object.keys(names).length === 0 ? {} : ({ [key]: names } as { [K in Key]: Record<string, string> });
}
