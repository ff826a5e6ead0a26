import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { ProductList, ProductListRow, ProductQuery } from '#contracts/http/catalogue.ts';
import { readVariant, VARIANT_COLUMNS } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readStorePrices } from '#sync-server/views/store-prices.ts';

const LIMIT = 100;

/** Whose list it is: on hand and the price to sort by are those of its store. */
export interface ProductScope {
  storeId: string;
  now: Date;
}

/** A window of the product list: what the query narrows it to, in its order, and how many there are. */
export async function readProductList(
  db: Kysely<Tables>,
  scope: ProductScope,
  query: ProductQuery,
): Promise<ProductList> {
  const where = narrowed(query);
  const counted = await sql<{ total: number }>`
    select count(*)::int8 as total from variant where ${where}`.execute(db);
  const total = counted.rows[0]?.total ?? 0;
  if (total === 0) return { rows: [], total };
  const found = await sql<{ variant_id: string }>`
    select variant.variant_id from variant ${sorted(scope, query)(where)}
    offset ${query.offset ?? 0} limit ${query.limit ?? LIMIT}`.execute(db);
  const variantIds = found.rows.map(({ variant_id }) => variant_id);
  return { rows: await readProductRows(db, scope, variantIds), total };
}

/** Some variants as the back office lists them, in the order given; unknown ones are left out. */
export async function readProductRows(
  db: Kysely<Tables>,
  { storeId, now }: ProductScope,
  variantIds: readonly string[],
): Promise<ProductListRow[]> {
  const rows = await db
    .selectFrom('variant')
    .leftJoin('category', 'category.category_id', 'variant.category_id')
    .leftJoin('store', (join) => join.on('store.store_id', '=', storeId))
    .leftJoin('stock', (join) =>
      join.onRef('stock.location_id', '=', 'store.location_id').onRef('stock.variant_id', '=', 'variant.variant_id'),
    )
    .leftJoin('home_place', (join) =>
      join
        .onRef('home_place.location_id', '=', 'store.location_id')
        .onRef('home_place.variant_id', '=', 'variant.variant_id'),
    )
    .leftJoin('place', (join) =>
      join.onRef('place.location_id', '=', 'store.location_id').onRef('place.place_id', '=', 'home_place.place_id'),
    )
    .select(VARIANT_COLUMNS.map((column) => `variant.${column}` as const))
    .select([
      'variant.revision',
      'variant.changed_at',
      'variant.changed_by',
      'category.name as category_name',
      'on_hand',
      'place.name as place_name',
      'home_place.place_id as home_place_id',
    ])
    .where('variant.variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  const prices = await readStorePrices(db, variantIds, now);
  const known = new Map(rows.map((row) => [row.variant_id, rowOf(row, prices.get(row.variant_id) ?? [])]));
  return variantIds.flatMap((variantId) => known.get(variantId) ?? []);
}

type Row = Parameters<typeof readVariant>[0] &
  Pick<Selectable<Tables['variant']>, 'revision' | 'changed_at' | 'changed_by'> & {
    category_name: string | null;
    on_hand: number | null;
    place_name: string | null;
    home_place_id: string | null;
  };

function rowOf(row: Row, prices: ProductListRow['prices']): ProductListRow {
  return {
    variant: readVariant(row),
    revision: row.revision,
    categoryName: row.category_name ?? row.category_id,
    prices,
    onHand: row.on_hand ?? 0,
    ...(row.place_name === null ? {} : { place: row.place_name }),
    ...(row.home_place_id === null ? {} : { placeId: row.home_place_id }),
    changedAt: row.changed_at?.toISOString() ?? null,
    changedBy: row.changed_by,
  };
}

/** Every word is to be found somewhere in a variant's sku, names or barcodes. */
function narrowed({ search = '', categoryId, status = 'active' }: ProductQuery): RawBuilder<unknown> {
  const words = search.split(/\s+/).filter((word) => word !== '');
  const wanted = [
    ...(status === 'all' ? [] : [status === 'archived' ? sql`archived` : sql`not archived`]),
    ...(categoryId === undefined ? [] : [sql`variant.category_id = ${categoryId}`]),
    ...words.map((word) => sql`search like '%' || fold_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`),
  ];
  return wanted.length === 0 ? sql`true` : sql.join(wanted, sql` and `);
}

/** The rest of a statement after `from variant`: joins, the condition, and the order. */
function sorted(
  { storeId, now }: ProductScope,
  { sort = 'name', descending = false }: ProductQuery,
): (where: RawBuilder<unknown>) => RawBuilder<unknown> {
  const direction = descending ? sql`desc` : sql`asc`;
  const ends = sql`name_key ${direction}, variant.variant_id ${direction}`;
  switch (sort) {
    case 'name':
      return (where) => sql`where ${where} order by ${ends}`;
    case 'sku':
      return (where) => sql`where ${where} order by sku collate "C" ${direction}, variant.variant_id ${direction}`;
    case 'changed':
      return (where) =>
        sql`where ${where} order by changed_at ${direction} nulls ${descending ? sql`last` : sql`first`},
          variant.variant_id ${direction}`;
    case 'category':
      return (where) => sql`left join (
          select category_id as ranked, row_number() over (order by name_key, category_id) as place from category
        ) as category on ranked = variant.category_id where ${where} order by place ${direction}, ${ends}`;
    case 'price':
      return (where) => sql`left join (
          select variant_id as priced, amount from price where store_id = ${storeId}
        ) as price on priced = variant.variant_id left join (
          select distinct on (variant_id) variant_id as due_of, amount as due from price_history
          where store_id = ${storeId} and ahead and effective_at <= ${now.toISOString()}::timestamptz
          order by variant_id, effective_at desc, version desc
        ) as dated on due_of = variant.variant_id where ${where}
        order by coalesce(due, amount) ${direction}, ${ends}`;
    case 'on-hand':
      return (where) => sql`left join (
          select variant_id as stocked, on_hand from stock join store using (location_id) where store_id = ${storeId}
        ) as stock on stocked = variant.variant_id where ${where}
        order by coalesce(on_hand, 0) ${direction}, ${ends}`;
  }
}
