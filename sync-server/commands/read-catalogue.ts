import { type Kysely, sql } from 'kysely';
import type { ProductRow } from '#contracts/http/api.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What an import compares its rows with. */
export interface KnownCatalogue {
  /** Location and tax categories by store. */
  stores: Map<string, { locationId: string; taxCategories: ReadonlySet<string> }>;
  variants: Map<string, Variant>;
  skusByGtin: Map<string, string>;
  categoriesByName: Map<string, Category>;
  categoryIds: Set<string>;
  /** Current amounts, by `store\nvariant`. */
  prices: Map<string, number>;
  /** The highest price version by store. */
  priceVersions: Map<string, number>;
}

/** Reads what the rows may touch; `variants` is by sku. */
export async function readCatalogue(db: Kysely<Tables>, rows: readonly ProductRow[]): Promise<KnownCatalogue> {
  const variants = await variantsOf(db, rows);
  const categories = await categoriesOf(db);
  return {
    stores: await storesOf(db),
    variants: new Map(variants.map((variant) => [variant.sku, variant])),
    skusByGtin: await gtinsOf(db, rows),
    categoriesByName: new Map(categories.map((category) => [category.name, category])),
    categoryIds: new Set(categories.map(({ categoryId }) => categoryId)),
    prices: await pricesOf(db, variants),
    priceVersions: await priceVersionsOf(db),
  };
}

async function storesOf(db: Kysely<Tables>): Promise<KnownCatalogue['stores']> {
  const stores = await db.selectFrom('store').select(['store_id', 'location_id']).execute();
  const rules = await db.selectFrom('tax_rules').selectAll().orderBy('version').execute();
  const newest = new Map(rules.map((row) => [row.store_id, new Set(Object.keys(row.rules.rates))]));
  return new Map(
    stores.map(({ store_id, location_id }) => [
      store_id,
      { locationId: location_id, taxCategories: newest.get(store_id) ?? new Set<string>() },
    ]),
  );
}

async function variantsOf(db: Kysely<Tables>, rows: readonly ProductRow[]): Promise<Variant[]> {
  const found = await db
    .selectFrom('variant')
    .selectAll()
    .where('sku', '=', sql<string>`any(${rows.map(({ sku }) => sku)}::text[])`)
    .execute();
  return found.map((row) => ({
    variantId: row.variant_id,
    productId: row.product_id,
    sku: row.sku,
    name: row.name,
    ...(row.names ? { names: row.names } : {}),
    gtins: row.gtins,
    categoryId: row.category_id,
    unit: row.unit,
    taxCategory: row.tax_category,
  }));
}

async function gtinsOf(db: Kysely<Tables>, rows: readonly ProductRow[]): Promise<Map<string, string>> {
  const gtins = rows.flatMap((row) => row.gtins);
  const found = await db
    .selectFrom('variant')
    .select(['sku', 'gtins'])
    .where(sql<boolean>`gtins && ${gtins}::text[]`)
    .execute();
  return new Map(found.flatMap(({ sku, gtins }) => gtins.map((gtin): [string, string] => [gtin, sku])));
}

async function categoriesOf(db: Kysely<Tables>): Promise<Category[]> {
  const rows = await db.selectFrom('category').selectAll().execute();
  return rows.map(({ category_id, name, names }) => ({ categoryId: category_id, name, ...(names ? { names } : {}) }));
}

async function pricesOf(db: Kysely<Tables>, variants: readonly Variant[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('price')
    .select(['store_id', 'variant_id', 'amount'])
    .where('variant_id', '=', sql<string>`any(${variants.map(({ variantId }) => variantId)}::text[])`)
    .execute();
  return new Map(rows.map((row) => [`${row.store_id}\n${row.variant_id}`, row.amount]));
}

async function priceVersionsOf(db: Kysely<Tables>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('price')
    .select((select) => ['store_id', select.fn.max('version').as('version')])
    .groupBy('store_id')
    .execute();
  return new Map(rows.map(({ store_id, version }) => [store_id, version]));
}
