import { type Kysely, sql } from 'kysely';
import { pageOf, type Variant } from '#domain/catalog/variant.ts';
import { insertRows, lastOf, unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Effects, Published } from '#sync-server/ingest/effects.ts';

/** Categories and variants as published: each counts up its revision, and every state of a variant is kept. */
export async function writeCatalogue(
  db: Kysely<Tables>,
  { categories, variants }: Pick<Effects, 'categories' | 'variants'>,
): Promise<void> {
  await writeCategories(db, categories);
  await writeVariants(db, variants);
  await keepPublished(db, [
    ...categories.flatMap(({ after }) => after.picture ?? []),
    ...variants.flatMap(({ after }) => after.pictures ?? []),
  ]);
}

/** Pictures that were published are never forgotten: versions of before name them too. */
async function keepPublished(db: Kysely<Tables>, pictures: readonly { hash: string }[]): Promise<void> {
  const hashes = [...new Set(pictures.map(({ hash }) => hash))];
  if (hashes.length === 0) return;
  await db
    .updateTable('picture')
    .set({ published: true })
    .where('hash', '=', sql<string>`any(${hashes}::text[])`)
    .where('published', '=', false)
    .execute();
}

async function writeCategories(db: Kysely<Tables>, categories: Effects['categories']): Promise<void> {
  const rows = lastOf(categories, ({ after }) => after.categoryId).map(({ after, at, by }) => ({
    category_id: after.categoryId,
    name: after.name,
    names: after.names ? JSON.stringify(after.names) : null,
    tax_category: after.taxCategory ?? null,
    picture: json(after.picture),
    changed_at: at,
    changed_by: by,
  }));
  const columns = {
    category_id: 'text',
    name: 'text',
    names: 'jsonb',
    tax_category: 'text',
    picture: 'jsonb',
    changed_at: 'timestamptz',
    changed_by: 'text',
  } as const;
  const replace = sql`(category_id) do update set name = excluded.name, names = excluded.names,
    tax_category = excluded.tax_category, picture = excluded.picture, revision = category.revision + 1, changed_at = excluded.changed_at,
    changed_by = excluded.changed_by`;
  await insertRows(db, 'category', columns, rows, replace);
}

const VARIANT_COLUMNS = {
  variant_id: 'text',
  page: 'int4',
  product_id: 'text',
  sku: 'text',
  name: 'text',
  names: 'jsonb',
  gtins: 'jsonb',
  category_id: 'text',
  unit: 'text',
  tax_category: 'text',
  rules: 'jsonb',
  archived: 'boolean',
  descriptions: 'jsonb',
  net_content: 'jsonb',
  pictures: 'jsonb',
  changed_at: 'timestamptz',
  changed_by: 'text',
} as const;

async function writeVariants(db: Kysely<Tables>, variants: Effects['variants']): Promise<void> {
  const last = lastOf(variants, ({ after }) => after.variantId);
  if (last.length === 0) return;
  const columns = Object.keys(VARIANT_COLUMNS);
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const values = sql.join(
    columns.map((name) => (name === 'gtins' ? sql`array(select jsonb_array_elements_text(gtins))` : sql.ref(name))),
  );
  const replaced = sql.join(
    columns
      .filter((name) => name !== 'variant_id' && name !== 'page')
      .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
  );
  const { rows } = await sql<{ variant_id: string; revision: number }>`insert into variant (${names})
    select ${values} from ${unnest(VARIANT_COLUMNS, last.map(rowOf))} as published (${names})
    on conflict (variant_id) do update set ${replaced}, revision = variant.revision + 1
    returning variant_id, revision`.execute(db);
  const revisions = new Map(rows.map(({ variant_id, revision }) => [variant_id, revision]));
  await writeVersions(db, last, revisions);
}

function rowOf({ after, at, by }: Published<Variant>) {
  return {
    variant_id: after.variantId,
    page: pageOf(after.variantId),
    product_id: after.productId,
    sku: after.sku,
    name: after.name,
    names: json(after.names),
    gtins: JSON.stringify(after.gtins),
    category_id: after.categoryId,
    unit: after.unit,
    tax_category: after.taxCategory,
    rules: json(after.rules),
    archived: after.archived ?? false,
    descriptions: json(after.descriptions),
    net_content: json(after.netContent),
    pictures: json(after.pictures),
    changed_at: at,
    changed_by: by,
  };
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

async function writeVersions(
  db: Kysely<Tables>,
  variants: Effects['variants'],
  revisions: ReadonlyMap<string, number>,
): Promise<void> {
  const columns = { variant_id: 'text', revision: 'int8', at: 'timestamptz', by: 'text', variant: 'jsonb' } as const;
  const rows = variants.map(({ after, at, by }) => {
    const { variantId } = after;
    return { variant_id: variantId, revision: revisions.get(variantId) ?? 1, at, by, variant: JSON.stringify(after) };
  });
  await insertRows(db, 'variant_version', columns, rows);
}
