import { type CsvRefusal, refuseCsv } from './csv-refusal.ts';

/** A store that prices and stock can be given for; `digits` are the decimals of its currency. */
export interface CsvStore {
  storeId: string;
  digits: number;
}

/** Where each thing stands in a record: positions by meaning. */
export interface ProductColumns {
  sku: number;
  name: number;
  category: number;
  tax: number;
  gtin: number | null;
  unit: number | null;
  /** Column and decimals by store; a store's own column wins over the common one where it is filled. */
  prices: StoreColumns[];
  stock: StoreColumns[];
  /** The price that is to follow, and when on the store's clocks. */
  nextPrices: StoreColumns[];
  nextFrom: StoreColumns[];
  /** Column by BCP 47 tag. */
  names: Map<string, number>;
  categoryNames: Map<string, number>;
  /** Tax category of the row's category as a department. */
  departmentTax: number | null;
  /** What sets a product apart, by the name in its header; empty when the file says nothing of it. */
  rules: Map<RuleColumn, number>;
  /** Column by option: `size`, `colour`. */
  options: Map<string, number>;
  /** By BCP 47 tag. */
  descriptions: Map<string, number>;
  /** What else a file may say, by the name in its header. */
  more: Map<MoreColumn, number>;
  ignored: string[];
}

export interface StoreColumns {
  store: CsvStore;
  columns: number[];
}

export type ColumnsRead = { ok: true; columns: ProductColumns } | CsvRefusal;

const RULE_COLUMNS = [
  'product',
  'plu',
  'openprice',
  'service',
  'serialised',
  'minimumage',
  'undiscountable',
  'unreturnable',
  'storedvalue',
  'linked',
  'parts',
] as const;
export type RuleColumn = (typeof RULE_COLUMNS)[number];

const MORE_COLUMNS = ['netcontent', 'archived', 'pictures', 'place'] as const;
/** With a column for all stores, and one of each: `price`, `price@STORE`. */
const STORE_COLUMNS = ['price', 'stock', 'nextprice', 'nextfrom'] as const;
export type MoreColumn = (typeof MORE_COLUMNS)[number];

const REQUIRED = ['sku', 'name', 'category', 'tax'] as const;
const KNOWN = new Set<string>([
  ...REQUIRED,
  ...RULE_COLUMNS,
  ...MORE_COLUMNS,
  'departmenttax',
  'gtin',
  'unit',
  ...STORE_COLUMNS,
]);

/** Finds the columns of a header; letter case and blanks do not matter. */
export function readColumns(header: readonly string[], stores: readonly CsvStore[]): ColumnsRead {
  const names = header.map((name) => name.trim());
  const at = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const key = columnKey(name);
    if (at.has(key) && key !== '') return refuseCsv('column-twice', { column: name });
    at.set(key, index);
  }
  const missing = REQUIRED.filter((name) => !at.has(name)) as string[];
  if (![...at.keys()].some((key) => key === 'price' || key.startsWith('price@'))) missing.push('price');
  if (missing.length > 0)
    return refuseCsv('column-missing', { columns: missing.map((name) => `"${name}"`).join(', ') });
  const strangers = names.filter((name) => isStranger(keyOf(name), stores));
  if (strangers.length > 0)
    return refuseCsv('column-store', { columns: strangers.map((name) => `"${name}"`).join(', ') });
  return { ok: true, columns: place(at, names, stores) };
}

function place(at: ReadonlyMap<string, number>, names: readonly string[], stores: readonly CsvStore[]): ProductColumns {
  return {
    sku: at.get('sku') ?? -1,
    name: at.get('name') ?? -1,
    category: at.get('category') ?? -1,
    tax: at.get('tax') ?? -1,
    gtin: at.get('gtin') ?? null,
    unit: at.get('unit') ?? null,
    prices: perStore(at, 'price', stores),
    stock: perStore(at, 'stock', stores),
    nextPrices: perStore(at, 'nextprice', stores),
    nextFrom: perStore(at, 'nextfrom', stores),
    names: translations(names, 'name'),
    categoryNames: translations(names, 'category'),
    departmentTax: at.get('departmenttax') ?? null,
    rules: new Map(RULE_COLUMNS.flatMap((name) => (at.has(name) ? [[name, at.get(name) ?? -1] as const] : []))),
    options: translations(names, 'option'),
    descriptions: translations(names, 'description'),
    more: new Map(MORE_COLUMNS.flatMap((name) => (at.has(name) ? [[name, at.get(name) ?? -1] as const] : []))),
    ignored: names.filter(
      (name) =>
        !/^((price|stock|nextprice|nextfrom)@|(name|category|option|description):)/.test(keyOf(name)) &&
        !KNOWN.has(keyOf(name)),
    ),
  };
}

function perStore(
  at: ReadonlyMap<string, number>,
  name: (typeof STORE_COLUMNS)[number],
  stores: readonly CsvStore[],
): StoreColumns[] {
  return stores.map((store) => ({
    store,
    columns: [at.get(`${name}@${store.storeId.toLowerCase()}`), at.get(name)].filter((column) => column !== undefined),
  }));
}

function translations(names: readonly string[], name: string): Map<string, number> {
  return new Map(
    names.flatMap((text, index) => {
      const [, what = '', tag = ''] = /^([^:]*):(.*)$/.exec(text) ?? [];
      return tag !== '' && keyOf(what) === name ? [[tag.trim(), index] as const] : [];
    }),
  );
}

function isStranger(key: string, stores: readonly CsvStore[]): boolean {
  const storeId = /^(?:price|stock|nextprice|nextfrom)@(.*)$/.exec(key)?.[1];
  return storeId !== undefined && !stores.some((store) => store.storeId.toLowerCase() === storeId);
}

/** Options are the shop's own words: `Size` and `size` are two. */
function columnKey(name: string): string {
  const [, option] = /^\s*option\s*:(.*)$/i.exec(name) ?? [];
  return option === undefined ? keyOf(name) : `option:${option.trim()}`;
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '');
}
