import type { ImportAnswer, ProductRow } from '#contracts/http/api.ts';
import type { Category, PictureRef, Variant, VariantRules } from '#domain/catalog/variant.ts';
import { asItStood, asTheyStood, tidy } from '#sync-server/commands/as-it-stood.ts';
import { catalogueFacts } from '#sync-server/commands/catalogue-facts.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { KnownCatalogue } from '#sync-server/commands/read-catalogue.ts';
import { type Fault, gtinFault, pictureFault, taxFault } from '#sync-server/commands/variant-faults.ts';
import { isStorable } from '#sync-server/db/is-storable.ts';
import type { ServerDraft } from '#sync-server/ingest/append-facts.ts';

export interface Import {
  facts: ServerDraft[];
  answer: ImportAnswer;
}

/** What an operator's file may bring. */
export interface ImportLimits {
  /** Where they work: no price and no stock of another store. */
  ownStores: ReadonlySet<string>;
  /** Whether they may book opening stock. */
  mayStock: boolean;
}

/** What the good rows come to, while they are gone through. */
interface Draft {
  categories: Map<string, Category>;
  variants: Variant[];
  /** By store. */
  prices: Map<string, { variantId: string; amount: number }[]>;
  /** By store. */
  stock: Map<string, { variantId: string; quantity: number }[]>;
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
): Import {
  const draft: Draft = { categories: new Map(), variants: [], prices: new Map(), stock: new Map() };
  const answer: ImportAnswer = { created: 0, changed: 0, unchanged: 0, refused: [] };
  for (const row of rows) {
    const fault = refusalOf(row, known, planned) ?? (limits && limitFault(row, known, limits));
    if (fault) answer.refused.push({ line: row.line, reason: fault.message.slice(0, 500), code: fault.code });
    else answer[planRow(row, known, draft, newId)] += 1;
  }
  return { facts: factsOf(draft, known), answer };
}

function refusalOf(row: ProductRow, known: KnownCatalogue, planned: ReadonlySet<string>): Fault | undefined {
  const before = known.variants.get(row.sku);
  const stores = [...new Set([...Object.keys(row.prices), ...Object.keys(row.stock)])];
  const unknownStore = stores.find((storeId) => !known.stores.has(storeId));
  if (unknownStore !== undefined) {
    return { code: 'store-unknown', message: `there is no store ${unknownStore}` };
  }
  const concerned = [...known.stores].filter(([storeId]) => stores.length === 0 || stores.includes(storeId));
  if (!before && Object.keys(row.prices).length === 0 && !row.rules?.openPrice) {
    return { code: 'price-missing', message: 'a new product needs a price' };
  }
  const fault =
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
function limitFault(
  { sku, prices, stock }: ProductRow,
  known: KnownCatalogue,
  { ownStores, mayStock }: ImportLimits,
): Fault | undefined {
  const variantId = known.variants.get(sku)?.variantId;
  const priced = Object.keys(prices).filter((id) => known.prices.get(`${id}\n${variantId}`) !== prices[id]);
  const other = [...priced, ...Object.keys(stock)].find((storeId) => !ownStores.has(storeId));
  if (other !== undefined) {
    return { code: 'store-not-own', message: `the operator does not work in store ${other}` };
  }
  if (mayStock || Object.keys(stock).length === 0) return undefined;
  return { code: 'permission-refused', message: 'opening stock needs the permission stock-adjust' };
}

function planRow(
  row: ProductRow,
  known: KnownCatalogue,
  draft: Draft,
  newId: () => string,
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
  const isPriceChanged = planPrices(row, after.variantId, known, draft);
  if (!before) {
    for (const [storeId, quantity] of Object.entries(row.stock)) {
      addTo(draft.stock, storeId, { variantId: after.variantId, quantity });
    }
    return 'created';
  }
  return isVariantChanged || isPriceChanged || category.changed ? 'changed' : 'unchanged';
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

function planPrices(row: ProductRow, variantId: string, known: KnownCatalogue, draft: Draft): boolean {
  let changed = false;
  for (const [storeId, amount] of Object.entries(row.prices)) {
    if (known.prices.get(`${storeId}\n${variantId}`) === amount) continue;
    known.prices.set(`${storeId}\n${variantId}`, amount);
    addTo(draft.prices, storeId, { variantId, amount });
    changed = true;
  }
  return changed;
}

function factsOf({ categories, variants, prices, stock }: Draft, known: KnownCatalogue): ServerDraft[] {
  const repricings = [...prices].map(([storeId, amounts]) => ({ storeId, prices: amounts }));
  const published = { categories: [...categories.values()], variants, repricings };
  const received = [...stock].map(([storeId, lines]): ServerDraft => {
    const locationId = known.stores.get(storeId)?.locationId ?? storeId;
    return { kind: 'stock.received', payload: { locationId, reason: 'opening', lines } };
  });
  return [...catalogueFacts(published, known.priceVersions), ...received];
}

function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}
