import { type Parsed, parse, parseJson, parseJsonDown } from '#contracts/schema.ts';
import { PublishedRules } from '#contracts/views/catalogue.ts';
import { VIEW_KINDS, type ViewData, type ViewKind } from '#contracts/views/documents.ts';

/**
 * Reads the data of a view document: `parseJsonDown(VIEW_KINDS[kind], text)`, ten times faster for the big pages. A page that
 * the guards below accept fits its schema (a test proves it); what they do not accept, the schema itself judges. A parked cart is
 * another till's work: what is not known of it may be money, so that it is read whole or not at all.
 */
export function parseView<K extends ViewKind>(kind: K, text: string): Parsed<ViewData<K>> {
  const guard = GUARDS[kind];
  if (guard) {
    const value = tryJson(text);
    if (guard(value)) return { ok: true, value: value as ViewData<K> };
  }
  const judge = kind === 'parked-cart' ? parseJson : parseJsonDown;
  return judge(VIEW_KINDS[kind], text) as Parsed<ViewData<K>>;
}

type Guard = (value: unknown) => boolean;

const GUARDS: Partial<Record<ViewKind, Guard>> = {
  'catalogue-page': (value) => isObject(value) && hasOnly(value, ['variants']) && isArrayOf(value.variants, isVariant),
  'price-page': (value) =>
    isObject(value) &&
    (hasOnly(value, ['prices']) || (hasOnly(value, ['prices', 'lows']) && isArrayOf(value.lows, isLowRow))) &&
    isArrayOf(value.prices, isPriceRow),
  'price-list-page': (value) => isObject(value) && hasOnly(value, ['lists']) && isArrayOf(value.lists, isListedPrices),
  'stock-page': (value) =>
    isObject(value) &&
    hasOnly(value, ['marks', 'asOf', 'stock']) &&
    isMarks(value.marks) &&
    isInstant(value.asOf) &&
    isArrayOf(value.stock, isStockRow),
};

function isVariant(value: unknown): boolean {
  if (!isObject(value)) return false;
  let required = 0;
  for (const field in value) {
    if (field === 'names') {
      if (!isNames(value.names)) return false;
    } else if (field === 'rules') {
      if (!parse(PublishedRules, value.rules).ok) return false;
    } else {
      if (!isVariantField(field, value[field])) return false;
      required++;
    }
  }
  return required === 8;
}

function isVariantField(field: string, value: unknown): boolean {
  switch (field) {
    case 'variantId':
    case 'productId':
    case 'categoryId':
    case 'taxCategory':
      return isId(value);
    case 'sku':
    case 'name':
      return isText(value);
    case 'gtins':
      return isArrayOf(value, isGtin) && (value as unknown[]).length <= 20;
    case 'unit':
      return value === 'each' || value === 'kg' || value === 'm';
    default:
      return false;
  }
}

function isPriceRow(row: unknown): boolean {
  return Array.isArray(row) && row.length === 3 && isId(row[0]) && isCount(row[1]) && isCount(row[2]);
}

function isListedPrices(list: unknown): boolean {
  return (
    isObject(list) &&
    hasOnly(list, ['listId', 'entries']) &&
    typeof list.listId === 'string' &&
    UUID.test(list.listId) &&
    isArrayOf(list.entries, (row) => isPriceRow(row) && (row as unknown[])[2] !== 0)
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isLowRow(row: unknown): boolean {
  return Array.isArray(row) && row.length === 2 && isId(row[0]) && isCount(row[1]);
}

function isStockRow(row: unknown): boolean {
  return (
    Array.isArray(row) &&
    row.length === 3 &&
    isId(row[0]) &&
    Number.isSafeInteger(row[1]) &&
    Number.isSafeInteger(row[2])
  );
}

function isMarks(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isCount);
}

function isNames(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isText);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: Record<string, unknown>, fields: readonly string[]): boolean {
  const present = Object.keys(value);
  return present.length === fields.length && fields.every((field) => Object.hasOwn(value, field));
}

function isArrayOf(value: unknown, guard: Guard): boolean {
  return Array.isArray(value) && value.every(guard);
}

const isGtin: Guard = (value) => typeof value === 'string' && /^\d{14}$/.test(value);
const isCount: Guard = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** Lengths in UTF-16 units: never fewer than the characters the schema counts. */
const isId: Guard = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 64;
const isText: Guard = (value) => typeof value === 'string' && value.length >= 1 && value.length <= 500;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const isInstant: Guard = (value) => typeof value === 'string' && INSTANT.test(value);

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
