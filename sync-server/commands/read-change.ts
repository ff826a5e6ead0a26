import { type Kysely, sql } from 'kysely';
import type { CatalogueChange, StorePrice } from '#contracts/http/catalogue.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import { knownPictures } from '#sync-server/commands/keep-picture.ts';
import { readPriceVersions, readStoreTaxes } from '#sync-server/commands/read-catalogue.ts';
import { readCategory, readVariant, VARIANT_COLUMNS } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readStorePrices } from '#sync-server/views/store-prices.ts';

/** An entity as it is, and who made it so and when. */
export interface Standing<T> {
  value: T;
  revision: number;
  by: string | null;
  at: string | null;
}

/** What a change is compared with. */
export interface ChangeGround {
  now: string;
  stores: Map<string, { locationId: string; taxCategories: ReadonlySet<string> }>;
  /** Stores in which the operator works. */
  ownStores: ReadonlySet<string>;
  /** All of them. */
  categories: Map<string, Standing<Category>>;
  /** Those that are changed or named. */
  variants: Map<string, Standing<Variant>>;
  /** Owners by what may belong to one variant only. */
  skus: Map<string, string>;
  gtins: Map<string, { variantId: string; sku: string }>;
  plus: Map<string, string>;
  /** Of the pictures that the change names, those there are. */
  pictures: ReadonlySet<string>;
  /** Variants of which something was ever moved. */
  moved: ReadonlySet<string>;
  /** By variant. */
  prices: Map<string, StorePrice[]>;
  /** Who published a price and when, by `priceOf`. */
  publishers: Map<string, { by: string | null; at: string }>;
  priceVersions: Map<string, number>;
}

export function publicationKey(storeId: string, variantId: string, version: number): string {
  return `${storeId}\n${variantId}\n${version}`;
}

/** Reads all that a change could run into. */
export async function readChangeGround(
  db: Kysely<Tables>,
  change: CatalogueChange,
  asked: { operatorId: string | null; now: Date },
): Promise<ChangeGround> {
  const changed = change.variants.map(({ after }) => after);
  const variants = await variantsOf(db, namedIn(change));
  const priced = [...new Set(change.prices.map(({ variantId }) => variantId))];
  const prices = await readStorePrices(db, priced, asked.now);
  return {
    now: asked.now.toISOString(),
    stores: await readStoreTaxes(db, asked.now),
    ownStores: await ownStoresOf(db, asked.operatorId),
    categories: await categoriesOf(db),
    variants,
    ...(await ownersOf(db, changed)),
    pictures: await knownPictures(db, picturesIn(change)),
    moved: await movedOf(
      db,
      changed.filter(({ variantId, unit }) => unit !== (variants.get(variantId)?.value.unit ?? unit)),
    ),
    prices,
    publishers: await publishersOf(db, priced),
    priceVersions: await readPriceVersions(db),
  };
}

/** Hashes of the pictures that a change names. */
function picturesIn({ categories, variants }: CatalogueChange): string[] {
  const ofCategories = categories.flatMap(({ after }) => after.picture ?? []);
  return [...ofCategories, ...variants.flatMap(({ after }) => after.pictures ?? [])].map(({ hash }) => hash);
}

function namedIn(change: CatalogueChange): string[] {
  const named = change.variants.flatMap(({ after: { variantId, rules } }) => [
    variantId,
    ...[...(rules?.parts ?? []), ...(rules?.linked ?? [])].map((other) => other.variantId),
  ]);
  return [...new Set([...named, ...change.prices.map(({ variantId }) => variantId)])];
}

/** Stores in which an operator works; none for nobody. */
export async function ownStoresOf(db: Kysely<Tables>, operatorId: string | null): Promise<ReadonlySet<string>> {
  const row = await db
    .selectFrom('operator')
    .select('store_ids')
    .where('operator_id', '=', operatorId ?? '')
    .executeTakeFirst();
  return new Set(row?.store_ids ?? []);
}

async function categoriesOf(db: Kysely<Tables>): Promise<Map<string, Standing<Category>>> {
  const rows = await db.selectFrom('category').selectAll().execute();
  return new Map(rows.map((row) => [row.category_id, standingOf(readCategory(row), row)]));
}

async function variantsOf(db: Kysely<Tables>, variantIds: readonly string[]): Promise<Map<string, Standing<Variant>>> {
  const rows = await db
    .selectFrom('variant')
    .select([...VARIANT_COLUMNS, 'revision', 'changed_at', 'changed_by'])
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.variant_id, standingOf(readVariant(row), row)]));
}

function standingOf<T>(
  value: T,
  row: { revision: number; changed_by: string | null; changed_at: Date | null },
): Standing<T> {
  return { value, revision: row.revision, by: row.changed_by, at: row.changed_at?.toISOString() ?? null };
}

async function ownersOf(
  db: Kysely<Tables>,
  changed: readonly Variant[],
): Promise<Pick<ChangeGround, 'skus' | 'gtins' | 'plus'>> {
  const skus = changed.map(({ sku }) => sku);
  const gtins = changed.flatMap((variant) => variant.gtins);
  const plus = changed.flatMap(({ rules }) => rules?.plu ?? []);
  const bySku = await db
    .selectFrom('variant')
    .select(['variant_id', 'sku'])
    .where('sku', '=', sql<string>`any(${skus}::text[])`)
    .execute();
  const byGtin = await db
    .selectFrom('variant')
    .select(['variant_id', 'sku', 'gtins'])
    .where(sql<boolean>`gtins && ${gtins}::text[]`)
    .execute();
  const byPlu =
    plus.length === 0
      ? []
      : await db
          .selectFrom('variant')
          .select(['variant_id', sql<string>`rules->>'plu'`.as('plu')])
          .where(sql<boolean>`rules->>'plu' = any(${plus}::text[])`)
          .execute();
  return {
    skus: new Map(bySku.map(({ sku, variant_id }) => [sku, variant_id])),
    gtins: new Map(
      byGtin.flatMap(({ variant_id, sku, gtins }) => gtins.map((gtin) => [gtin, { variantId: variant_id, sku }])),
    ),
    plus: new Map(byPlu.map(({ variant_id, plu }) => [plu, variant_id])),
  };
}

async function movedOf(db: Kysely<Tables>, variants: readonly Variant[]): Promise<ReadonlySet<string>> {
  if (variants.length === 0) return new Set();
  const rows = await db
    .selectFrom('movement')
    .select('variant_id')
    .distinct()
    .where('variant_id', '=', sql<string>`any(${variants.map(({ variantId }) => variantId)}::text[])`)
    .execute();
  return new Set(rows.map(({ variant_id }) => variant_id));
}

async function publishersOf(db: Kysely<Tables>, variantIds: readonly string[]): Promise<ChangeGround['publishers']> {
  const rows = await db
    .selectFrom('price_history')
    .select(['store_id', 'variant_id', 'version', 'published_by', 'published_at'])
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      publicationKey(row.store_id, row.variant_id, row.version),
      { by: row.published_by, at: row.published_at.toISOString() },
    ]),
  );
}
