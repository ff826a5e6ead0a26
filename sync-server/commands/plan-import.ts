import type { ProductRow } from '#contracts/http/api.ts';
import type { CatalogueImportAnswer, ImportedProduct } from '#contracts/http/catalogue.ts';
import type { Category, PictureRef, Variant, VariantRules } from '#domain/catalog/variant.ts';
import { asItStood, asTheyStood, tidy } from '#sync-server/commands/as-it-stood.ts';
import { catalogueFacts, type Repricing } from '#sync-server/commands/catalogue-facts.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import {
  aheadFault,
  type PlannedPrice,
  planRowPrices,
  pricedStores,
} from '#sync-server/commands/plan-import-prices.ts';
import type { KnownCatalogue } from '#sync-server/commands/read-catalogue.ts';
import { type Fault, gtinFault, pictureFault, taxFault } from '#sync-server/commands/variant-faults.ts';
import { isStorable } from '#sync-server/db/is-storable.ts';
import type { ServerDraft } from '#sync-server/ingest/append-facts.ts';

export interface Import {
  facts: ServerDraft[];
  answer: CatalogueImportAnswer;
}

/** What an operator's file may bring. */
export interface ImportLimits {
  /** Where they work: no price and no stock of another store. */
  ownStores: ReadonlySet<string>;
  /** Whether they may book opening stock, and say where goods lie. */
  mayStock: boolean;
}

/** Where goods of a file lie: in the store it is imported at. */
export interface ImportPlaces {
  locationId: string;
  /** In use, by id and by name. */
  places: ReadonlyMap<string, string>;
  /** Place by variant. */
  homes: ReadonlyMap<string, string>;
}

/** What the good rows come to, while they are gone through. */
interface Draft {
  categories: Map<string, Category>;
  variants: Variant[];
  /** By store and instant. */
  repricings: Map<string, Repricing>;
  /** By store. */
  stock: Map<string, { variantId: string; quantity: number }[]>;
  homes: { variantId: string; placeId: string | null }[];
  rows: (Omit<ImportedProduct, 'prices'> & { prices: PlannedPrice[] })[];
}

/**
 * The facts that bring the catalogue to what the rows say, and the report. At most 1,000 rows; no sku twice. `known` must hold
 * everything the rows name, but for skus that are `planned`; it is brought up to date with the rows on the way. Without `limits` it is
 * the administrator's.
 */
export function planImport(
  rows: readonly ProductRow[],
  known: KnownCatalogue,
  newId: () => string,
  planned: ReadonlySet<string> = new Set(),
  limits: ImportLimits | null = null,
  here: ImportPlaces | null = null,
): Import {
  const draft: Draft = {
    categories: new Map(),
    variants: [],
    repricings: new Map(),
    stock: new Map(),
    homes: [],
    rows: [],
  };
  const tally = { created: 0, changed: 0, unchanged: 0 };
  const refused: CatalogueImportAnswer['refused'] = [];
  for (const row of rows) {
    const fault = refusalOf(row, known, planned) ?? placeFault(row, here) ?? (limits && limitFault(row, known, limits));
    if (fault) refused.push({ line: row.line, reason: fault.message.slice(0, 500), code: fault.code });
    else tally[planRow(row, known, draft, newId, here)] += 1;
  }
  const facts = factsOf(draft, known, here);
  return { facts, answer: { ...tally, refused, rows: versioned(draft.rows, facts) } };
}

/** The rows with the versions that their prices are published at. */
function versioned(rows: Draft['rows'], facts: readonly ServerDraft[]): ImportedProduct[] {
  const versions = new Map<string, number>();
  for (const fact of facts) {
    if (fact.kind === 'prices.published') {
      versions.set(`${fact.payload.storeId}\n${fact.payload.effectiveAt ?? ''}`, fact.payload.version);
    }
  }
  return rows.map((row) => ({
    ...row,
    prices: row.prices.map((price) => {
      return { ...price, version: versions.get(`${price.storeId}\n${price.effectiveAt ?? ''}`) ?? 1 };
    }),
  }));
}

/** Only a till's file says where goods lie: in its own store. */
function placeFault({ place = '' }: ProductRow, here: ImportPlaces | null): Fault | undefined {
  if (place === '' || here?.places.has(place)) return undefined;
  return { code: 'place-unknown', message: `there is no place ${place} in use in this store` };
}

function refusalOf(row: ProductRow, known: KnownCatalogue, planned: ReadonlySet<string>): Fault | undefined {
  const before = known.variants.get(row.sku);
  const stores = [...new Set([...Object.keys(row.prices), ...Object.keys(row.stock)])];
  const unknownStore = stores.find((storeId) => !known.stores.has(storeId));
  if (unknownStore !== undefined) {
    return { code: 'store-unknown', message: `there is no store ${unknownStore}` };
  }
  const concerned = [...known.stores].filter(([storeId]) => stores.length === 0 || stores.includes(storeId));
  if (!before && Object.keys({ ...row.prices, ...row.ahead }).length === 0 && !row.rules?.openPrice) {
    return { code: 'price-missing', message: 'a new product needs a price' };
  }
  const fault =
    aheadFault(row, known) ??
    taxFault(row.taxCategory, concerned) ??
    pictureFault(
      (row.pictures ?? []).map((hash) => ({ hash })),
      known.pictures,
    ) ??
    row.gtins.map((gtin) => gtinFault(gtin, row.sku, known.skusByGtin.get(gtin))).find((found) => found !== undefined);
  if (fault) return fault;
  const missing = referredTo(row).find((sku) => sku === row.sku || !(known.variants.has(sku) || planned.has(sku)));
  if (missing !== undefined) {
    return { code: 'variant-unknown', message: `there is no other product with sku ${missing}` };
  }
  const department = row.categoryTax === undefined ? undefined : taxFault(row.categoryTax, known.stores);
  if (department) return department;
  if (before && row.unit !== undefined && row.unit !== before.unit) {
    return { code: 'unit-fixed', message: `sku ${row.sku} is sold by ${before.unit} and cannot become ${row.unit}` };
  }
  if (isStorable(row)) return undefined;
  const message = 'a text holds characters that cannot be kept (U+0000 or half a surrogate pair)';
  return { code: 'body-invalid', message };
}

/** A price of another store that is what it was, as in a file that was exported, writes nothing. */
function limitFault(row: ProductRow, known: KnownCatalogue, { ownStores, mayStock }: ImportLimits): Fault | undefined {
  const { stock, place = '' } = row;
  const other = [...pricedStores(row, known), ...Object.keys(stock)].find((storeId) => !ownStores.has(storeId));
  if (other !== undefined) {
    return { code: 'store-not-own', message: `the operator does not work in store ${other}` };
  }
  if (mayStock || (Object.keys(stock).length === 0 && place === '')) return undefined;
  return { code: 'permission-refused', message: 'opening stock and places need the permission stock-adjust' };
}

function planRow(
  row: ProductRow,
  known: KnownCatalogue,
  draft: Draft,
  newId: () => string,
  here: ImportPlaces | null,
): 'created' | 'changed' | 'unchanged' {
  const category = categoryOf(row, known, draft, newId);
  const before = known.variants.get(row.sku);
  const after = variantOf(row, category.categoryId, known, newId);
  const isVariantChanged = !isSame(before, after);
  if (isVariantChanged) {
    draft.variants.push(after);
    known.variants.set(row.sku, after);
    for (const gtin of before?.gtins ?? []) known.skusByGtin.delete(gtin);
    for (const gtin of after.gtins) known.skusByGtin.set(gtin, row.sku);
  }
  const prices = planRowPrices(row, after.variantId, known, draft.repricings);
  const place = planHome(row, after.variantId, draft, here);
  const revision = (known.revisions.get(after.variantId) ?? 0) + (isVariantChanged ? 1 : 0);
  if (isVariantChanged || prices.length > 0 || place) {
    const moved = place ? { place } : {};
    draft.rows.push({ line: row.line, before: before ?? null, after, revision, prices, ...moved });
  }
  if (!before) {
    for (const [storeId, quantity] of Object.entries(row.stock)) {
      addTo(draft.stock, storeId, { variantId: after.variantId, quantity });
    }
    return 'created';
  }
  return isVariantChanged || prices.length > 0 || place || category.changed ? 'changed' : 'unchanged';
}

/** The row's category: known by its name, or new. Translations in the row replace those it has. */
function categoryOf(
  row: ProductRow,
  known: KnownCatalogue,
  draft: Draft,
  newId: () => string,
): { categoryId: string; changed: boolean } {
  const before = known.categoriesByName.get(tidy(row.category));
  const names = asTheyStood(before?.names, row.categoryNames) ?? before?.names;
  const taxCategory = row.categoryTax ?? before?.taxCategory;
  const categoryId = before?.categoryId ?? newCategoryId(row.category, known, newId);
  const after: Category = {
    categoryId,
    name: asItStood(before?.name, row.category),
    ...(names ? { names } : {}),
    ...(taxCategory === undefined ? {} : { taxCategory }),
    ...(before?.picture ? { picture: before.picture } : {}),
  };
  if (isSame(before, after)) return { categoryId, changed: false };
  draft.categories.set(categoryId, after);
  known.categoriesByName.set(tidy(row.category), after);
  known.categoryIds.add(categoryId);
  return { categoryId, changed: true };
}

/** A readable id where the name allows one that is free. */
function newCategoryId(name: string, known: KnownCatalogue, newId: () => string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
  return slug === '' || known.categoryIds.has(slug) ? newId() : slug;
}

function variantOf(row: ProductRow, categoryId: string, known: KnownCatalogue, newId: () => string): Variant {
  const before = known.variants.get(row.sku);
  const names = asTheyStood(before?.names, row.names) ?? before?.names;
  const rules = row.rules ? rulesOf(row.rules, before?.rules, known) : before?.rules;
  const descriptions = describedOf(before?.descriptions, row.descriptions);
  const netContent = row.netContent === undefined ? before?.netContent : row.netContent;
  const pictures = picturesOf(before?.pictures, row.pictures);
  return {
    variantId: before?.variantId ?? newId(),
    productId: productOf(rules?.productName, before, known, newId),
    sku: row.sku,
    name: asItStood(before?.name, row.name),
    ...(names ? { names } : {}),
    gtins: [...new Set(row.gtins)],
    categoryId,
    unit: row.unit ?? before?.unit ?? 'each',
    taxCategory: row.taxCategory,
    ...(rules && Object.keys(rules).length > 0 ? { rules } : {}),
    ...((row.archived ?? before?.archived) ? { archived: true as const } : {}),
    ...(descriptions ? { descriptions } : {}),
    ...(netContent ? { netContent } : {}),
    ...(pictures.length > 0 ? { pictures } : {}),
  };
}

/** Descriptions that a row names take the place of those there are. */
function describedOf(before: Variant['descriptions'], said: ProductRow['descriptions']): Variant['descriptions'] {
  const merged = { ...before, ...asTheyStood(before, said) };
  const kept = Object.entries(merged).filter(([, text]) => text !== '');
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A file names pictures by their hash; the words of those that are known stay. */
function picturesOf(before: Variant['pictures'] = [], hashes?: readonly string[]): PictureRef[] {
  return hashes?.map((hash) => before.find((picture) => picture.hash === hash) ?? { hash }) ?? before;
}

/** Skus by which a row names other products. */
function referredTo({ rules }: ProductRow): string[] {
  return [...(rules?.linked ?? []), ...(rules?.parts ?? [])].map(({ sku }) => sku);
}

function rulesOf(
  { linked, parts, ...rules }: NonNullable<ProductRow['rules']>,
  before: VariantRules | undefined,
  known: KnownCatalogue,
): VariantRules {
  const quantities = (rows: { sku: string; quantity: number }[]) =>
    rows.flatMap(({ sku, quantity }) => {
      const variantId = known.variants.get(sku)?.variantId;
      return variantId === undefined ? [] : [{ variantId, quantity }];
    });
  const { productName } = rules;
  const options = asTheyStood(before?.options, rules.options);
  return {
    ...rules,
    ...(productName === undefined ? {} : { productName: asItStood(before?.productName, productName) }),
    ...(options ? { options } : {}),
    ...(linked ? { linked: quantities(linked) } : {}),
    ...(parts ? { parts: quantities(parts) } : {}),
  };
}

/** Variants of one product name are one product; one that keeps its product's name keeps its product. */
function productOf(
  productName: string | undefined,
  before: Variant | undefined,
  known: KnownCatalogue,
  newId: () => string,
): string {
  const own = before?.productId ?? newId();
  if (productName === undefined || (before && before.rules?.productName === productName)) return own;
  const productId = known.products.get(productName) ?? own;
  known.products.set(productName, productId);
  return productId;
}

/** Where a row puts its product, where that is another place than it lies at. */
function planHome(
  { place }: ProductRow,
  variantId: string,
  draft: Draft,
  here: ImportPlaces | null,
): ImportedProduct['place'] {
  if (place === undefined || !here) return undefined;
  const [before, after] = [here.homes.get(variantId) ?? null, here.places.get(place) ?? null];
  if (before === after) return undefined;
  draft.homes.push({ variantId, placeId: after });
  return { before, after };
}

function factsOf(
  { categories, variants, repricings, stock, homes }: Draft,
  known: KnownCatalogue,
  here: ImportPlaces | null,
): ServerDraft[] {
  const published = { categories: [...categories.values()], variants, repricings: [...repricings.values()] };
  const received = [...stock].map(([storeId, lines]): ServerDraft => {
    const locationId = known.stores.get(storeId)?.locationId ?? storeId;
    return { kind: 'stock.received', payload: { locationId, reason: 'opening', lines } };
  });
  const { locationId } = here ?? {};
  const moved: ServerDraft[] =
    locationId === undefined || homes.length === 0
      ? []
      : [{ kind: 'home-places.published', payload: { locationId, homes } }];
  return [...catalogueFacts(published, known.priceVersions), ...received, ...moved];
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}
