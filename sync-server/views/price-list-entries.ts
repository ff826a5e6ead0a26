import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { EntryList, EntryQuery, EntryRow } from '#contracts/http/pricing.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const LIMIT = 100;

/** Whose price book stands beside a list. */
interface EntryScope {
  listId: string;
  storeId: string;
  now: Date;
}

/** A window of the products that a list names, or of all, with the price book's price and the list's. */
export async function readPriceListEntries(
  db: Kysely<Tables>,
  scope: EntryScope,
  query: EntryQuery,
): Promise<EntryList> {
  const from = sql`variant ${query.shown === 'all' ? sql`left join` : sql`join`} price_list_entry as entry
    on entry.variant_id = variant.variant_id and entry.list_id = ${scope.listId}::uuid`;
  const where = narrowed(query);
  const counted = await sql<{ total: number }>`select count(*)::int8 as total from ${from} where ${where}`.execute(db);
  const { rows } = await sql<Row>`
    select variant.variant_id, sku, name, names, unit, category_id, rules ->> 'undiscountable' as undiscountable,
      coalesce(due, price.amount) as price, entry.amount, entry.version
    from ${from}
      left join price on price.variant_id = variant.variant_id and price.store_id = ${scope.storeId}
      left join (
        select distinct on (variant_id) variant_id as due_of, amount as due from price_history
        where store_id = ${scope.storeId} and ahead and effective_at <= ${scope.now.toISOString()}::timestamptz
        order by variant_id, effective_at desc, version desc
      ) as dated on due_of = variant.variant_id
    where ${where} order by ${sorted(query)}
    offset ${query.offset ?? 0} limit ${query.limit ?? LIMIT}`.execute(db);
  return { rows: rows.map(rowOf), total: counted.rows[0]?.total ?? 0 };
}

interface Row {
  variant_id: string;
  sku: string;
  name: string;
  names: Record<string, string> | null;
  unit: EntryRow['unit'];
  category_id: string;
  undiscountable: string | null;
  price: number | null;
  amount: number | null;
  version: number | null;
}

function rowOf({ variant_id, names, category_id, undiscountable, version, ...row }: Row): EntryRow {
  return {
    ...row,
    variantId: variant_id,
    ...(names ? { names } : {}),
    categoryId: category_id,
    undiscountable: undiscountable === 'true',
    version: version ?? 0,
  };
}

/** What is archived shows where the list names it. */
function narrowed({ search = '', categoryId, shown }: EntryQuery): RawBuilder<unknown> {
  const words = search.split(/\s+/).filter((word) => word !== '');
  const wanted = [
    ...(shown === 'all' ? [sql`(not variant.archived or entry.amount is not null)`] : []),
    ...(categoryId === undefined ? [] : [sql`variant.category_id = ${categoryId}`]),
    ...words.map((word) => sql`search like '%' || fold_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`),
  ];
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `);
}

function sorted({ sort = 'name', descending = false }: EntryQuery): RawBuilder<unknown> {
  const direction = descending ? sql`desc` : sql`asc`;
  const ends = sql`name_key ${direction}, variant.variant_id ${direction}`;
  const last = sql`${direction} nulls last`;
  switch (sort) {
    case 'name':
      return ends;
    case 'sku':
      return sql`sku collate "C" ${direction}, variant.variant_id ${direction}`;
    case 'price':
      return sql`coalesce(due, price.amount) ${last}, ${ends}`;
    case 'entry':
      return sql`entry.amount ${last}, ${ends}`;
  }
}

/** Variants by sku. */
export async function readVariantsBySku(db: Kysely<Tables>, skus: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('variant')
    .select(['sku', 'variant_id'])
    .where('sku', '=', sql<string>`any(${[...skus]}::text[])`)
    .execute();
  return new Map(rows.map(({ sku, variant_id }) => [sku, variant_id]));
}
