import { type Kysely, sql } from 'kysely';
import type { ProductRow } from '#contracts/http/api.ts';
import type { StorePrice } from '#contracts/http/catalogue.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import { tidy } from '#sync-server/commands/as-it-stood.ts';
import { knownPictures } from '#sync-server/commands/keep-picture.ts';
import { commonTaxCategories, readTaxedStores } from '#sync-server/db/read-tax-rules.ts';
import { readCategory, readVariant, VARIANT_COLUMNS } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readStorePrices } from '#sync-server/views/store-prices.ts';

/** What an import compares its rows with. */
export interface KnownCatalogue {
  /** Location, IANA time zone and tax categories by store. */
  stores: Map<string, { locationId: string; timeZone: string; taxCategories: ReadonlySet<string> }>;
  variants: Map<string, Variant>;
  /** Product by its name, of products with several variants. */
  products: Map<string, string>;
  skusByGtin: Map<string, string>;
  /** By their name in one line. */
  categoriesByName: Map<string, Category>;
  categoryIds: Set<string>;
  /** Of the pictures that the rows name, those there are. */
  pictures: ReadonlySet<string>;
  /** Current amounts, by `store\nvariant`. */
  prices: Map<string, number>;
  /** Prices that are to follow, likewise, soonest first. */
  ahead: Map<string, StorePrice['ahead']>;
  /** By variant. */
  revisions: Map<string, number>;
  now: string;
  /** The highest price version by store. */
  priceVersions: Map<string, number>;
}

/** Reads what the rows may touch; `variants` is by sku. */
export async function readCatalogue(
  db: Kysely<Tables>,
  rows: readonly ProductRow[],
  now: Date,
): Promise<KnownCatalogue> {
  const found = await variantsOf(db, rows);
  const variants = found.map(({ variant }) => variant);
  const standing = await standingOf(db, variants, now);
  const categories = await categoriesOf(db);
  return {
    stores: await readStoreTaxes(db, now),
    variants: new Map(variants.map((variant) => [variant.sku, variant])),
    products: await productsOf(db, rows),
    skusByGtin: await gtinsOf(db, rows),
    categoriesByName: new Map(categories.map((category) => [tidy(category.name), category])),
    pictures: await knownPictures(
      db,
      rows.flatMap(({ pictures = [] }) => pictures),
    ),
    categoryIds: new Set(categories.map(({ categoryId }) => categoryId)),
    ...standing,
    revisions: new Map(found.map(({ variant, revision }) => [variant.variantId, revision])),
    now: now.toISOString(),
    priceVersions: await readPriceVersions(db),
  };
}

/** Location and tax categories of every store; a category must be in all its tax rules that last. */
export async function readStoreTaxes(db: Kysely<Tables>, now: Date): Promise<KnownCatalogue['stores']> {
  const stores = await db.selectFrom('store').select(['store_id', 'location_id', 'settings']).execute();
  const taxed = new Map((await readTaxedStores(db, now)).map((store) => [store.storeId, store]));
  return new Map(
    stores.map(({ store_id, location_id, settings }) => {
      const taxCategories = new Set(commonTaxCategories(taxed.get(store_id)?.lasting ?? []));
      return [store_id, { locationId: location_id, timeZone: settings.timeZone, taxCategories }];
    }),
  );
}

async function variantsOf(
  db: Kysely<Tables>,
  rows: readonly ProductRow[],
): Promise<{ variant: Variant; revision: number }[]> {
  const found = await db
    .selectFrom('variant')
    .select([...VARIANT_COLUMNS, 'revision'])
    .where('sku', '=', sql<string>`any(${[...new Set(rows.flatMap(skusOf))]}::text[])`)
    .execute();
  return found.map(({ revision, ...row }) => ({ variant: readVariant(row), revision }));
}

/** The row's own sku and those it refers to. */
function skusOf({ sku, rules }: ProductRow): string[] {
  return [sku, ...[...(rules?.linked ?? []), ...(rules?.parts ?? [])].map((other) => other.sku)];
}

/** Product by its name, of products with several variants. */
async function productsOf(db: Kysely<Tables>, rows: readonly ProductRow[]): Promise<Map<string, string>> {
  const names = [...new Set(rows.flatMap(({ rules }) => rules?.productName ?? []))];
  if (names.length === 0) return new Map();
  const found = await sql<{ name: string; product_id: string }>`
    select rules->>'productName' as name, min(product_id) as product_id from variant
    where rules->>'productName' = any(${names}::text[]) group by 1`.execute(db);
  return new Map(found.rows.map(({ name, product_id }) => [name, product_id]));
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
  return rows.map(readCategory);
}

/** In force now, whenever they were published, and those to follow. */
async function standingOf(
  db: Kysely<Tables>,
  variants: readonly Variant[],
  now: Date,
): Promise<Pick<KnownCatalogue, 'prices' | 'ahead'>> {
  const variantIds = variants.map(({ variantId }) => variantId);
  const [prices, ahead]: [KnownCatalogue['prices'], KnownCatalogue['ahead']] = [new Map(), new Map()];
  for (const [variantId, stores] of await readStorePrices(db, variantIds, now)) {
    for (const price of stores) {
      const key = `${price.storeId}\n${variantId}`;
      if (price.amount !== null) prices.set(key, price.amount);
      if (price.ahead.length > 0) ahead.set(key, price.ahead);
    }
  }
  return { prices, ahead };
}

/** The highest price version by store, of all that were ever published. */
export async function readPriceVersions(db: Kysely<Tables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ store_id: string; version: number | null }>`
    select store_id, (select max(version) from price_history where price_history.store_id = store.store_id) as version
    from store`.execute(db);
  return new Map(rows.map(({ store_id, version }) => [store_id, version ?? 0]));
}
