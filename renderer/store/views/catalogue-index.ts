import { type Category, PAGES, type Variant } from '#domain/catalog/variant.ts';
import { fold } from '#domain/text/fold.ts';
import { NameOrder } from '#renderer/store/search/name-order.ts';
import { type EntryText, TextIndex } from '#renderer/store/search/text-index.ts';
import { Owners } from './owners.ts';

const PAGES_TO_JUDGE = 16;

/**
 * Variants and categories in memory: by id, barcode, item number, sku, product, any part of the name, and category. What is out
 * of the assortment is known by its id and codes, and neither searched, browsed nor counted.
 */
export class CatalogueIndex {
  readonly #pages = new Map<string, readonly Variant[]>();
  readonly #variants = new Map<string, Variant>();
  readonly #gtins = new Owners();
  readonly #skus = new Owners();
  readonly #plus = new Owners();
  readonly #products = new Owners();
  readonly #texts = new TextIndex((variantId) => searchText(this.#variants.get(variantId)));
  readonly #order = new NameOrder<Variant>(
    (variant) => variant.name,
    (variant) => variant.variantId,
  );
  readonly #categoryLists = new Map<string, readonly Category[]>();
  readonly #counts = new Map<string, number>();

  get size(): number {
    return this.#variants.size;
  }

  /**
   * How many variants there will be when every page is here, judged by those that are: pages are filled evenly (`pageOf`).
   * `null` while there are too few to tell.
   */
  get about(): number | null {
    const pages = [...this.#pages.values()].filter((variants) => variants.length > 0).length;
    return pages < PAGES_TO_JUDGE ? null : Math.round((this.size * PAGES) / Math.min(pages, PAGES));
  }

  /** Puts a page in place of its former self; gives the variants that are new, gone or different. */
  setPage(pageId: string, variants: readonly Variant[]): string[] {
    const changed = missing(this.#pages.get(pageId), variants);
    for (const variantId of changed) this.#remove(variantId);
    for (const variant of variants) {
      if (isSame(this.#variants.get(variant.variantId), variant)) continue;
      this.#remove(variant.variantId);
      this.#add(variant);
      changed.push(variant.variantId);
    }
    this.#pages.set(pageId, variants);
    return changed;
  }

  setCategories(listId: string, categories: readonly Category[]): void {
    this.#categoryLists.set(listId, categories);
  }

  get(variantId: string): Variant | undefined {
    return this.#variants.get(variantId);
  }

  byGtin(gtin: string): Variant | undefined {
    return this.#variants.get(this.#gtins.latest(gtin) ?? '');
  }

  /** Whatever the case: a sku typed by hand. */
  bySku(sku: string): Variant | undefined {
    return this.#variants.get(this.#skus.latest(fold(sku)) ?? '');
  }

  /** By item number in the store's own barcodes, without leading zeros. */
  byPlu(plu: string): Variant | undefined {
    return this.#variants.get(this.#plus.latest(plu) ?? '');
  }

  /** All variants of a product that are in the assortment, by name. */
  ofProduct(productId: string): Variant[] {
    return this.#products
      .all(productId)
      .flatMap((variantId) => {
        const variant = this.#variants.get(variantId);
        return variant && !variant.archived ? [variant] : [];
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  search(query: string, limit: number): Variant[] {
    return this.#texts
      .search(query, limit)
      .map((variantId) => this.#variants.get(variantId))
      .filter((variant) => variant !== undefined);
  }

  /** How many variants a search would find without a limit. */
  searchCount(query: string): number {
    return this.#texts.count(query);
  }

  /** Does a part of what the next search or browse would have to do first; false when there is nothing left. */
  warm(): boolean {
    this.#order.merge();
    return this.#texts.warm();
  }

  /** By name; `null` for all categories. */
  browse(categoryId: string | null, offset: number, limit: number): Variant[] {
    if (categoryId === null) return this.#order.slice(offset, limit);
    return this.#order.slice(offset, limit, (variant) => variant.categoryId === categoryId);
  }

  /** As published, with how many variants each has; empty ones too. */
  categories(): (Category & { count: number })[] {
    return [...this.#categoryLists.values()]
      .flat()
      .map((category) => ({ ...category, count: this.#counts.get(category.categoryId) ?? 0 }));
  }

  #add(variant: Variant): void {
    const { variantId, productId, sku, gtins, categoryId, rules } = variant;
    this.#variants.set(variantId, variant);
    for (const gtin of gtins) this.#gtins.claim(gtin, variantId);
    this.#skus.claim(fold(sku), variantId);
    this.#products.claim(productId, variantId);
    if (rules?.plu !== undefined) this.#plus.claim(rules.plu, variantId);
    if (variant.archived) return;
    this.#texts.set(variantId);
    this.#order.add(variant);
    this.#counts.set(categoryId, (this.#counts.get(categoryId) ?? 0) + 1);
  }

  #remove(variantId: string): void {
    const variant = this.#variants.get(variantId);
    if (!variant) return;
    this.#variants.delete(variantId);
    for (const gtin of variant.gtins) this.#gtins.release(gtin, variantId);
    this.#skus.release(fold(variant.sku), variantId);
    this.#products.release(variant.productId, variantId);
    if (variant.rules?.plu !== undefined) this.#plus.release(variant.rules.plu, variantId);
    if (variant.archived) return;
    this.#texts.delete(variantId);
    this.#order.remove(variant);
    this.#counts.set(variant.categoryId, (this.#counts.get(variant.categoryId) ?? 1) - 1);
  }
}

/** Found by name, sku, translations, and barcodes with and without leading zeros. */
function searchText(variant: Variant | undefined): EntryText | undefined {
  if (!variant) return undefined;
  const fields = [variant.sku];
  if (variant.names) fields.push(...Object.values(variant.names));
  for (const gtin of variant.gtins) fields.push(gtin, gtin.replace(/^0+/, ''));
  return { name: variant.name, fields };
}

function missing(before: readonly Variant[] = [], now: readonly Variant[]): string[] {
  if (before.length === 0) return [];
  const present = new Set(now.map(({ variantId }) => variantId));
  return before.map(({ variantId }) => variantId).filter((variantId) => !present.has(variantId));
}

function isSame(a: Variant | undefined, b: Variant): boolean {
  return (
    a !== undefined &&
    a.name === b.name &&
    a.sku === b.sku &&
    a.productId === b.productId &&
    a.categoryId === b.categoryId &&
    a.unit === b.unit &&
    a.taxCategory === b.taxCategory &&
    a.archived === b.archived &&
    JSON.stringify(a.netContent) === JSON.stringify(b.netContent) &&
    a.gtins.join() === b.gtins.join() &&
    JSON.stringify(a.names) === JSON.stringify(b.names) &&
    JSON.stringify(a.pictures) === JSON.stringify(b.pictures) &&
    JSON.stringify(a.rules) === JSON.stringify(b.rules)
  );
}
