import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { EntryList, EntryQuery, EntryRow } from '#contracts/http/pricing.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readStorePrices } from '#sync-server/views/store-prices.ts';

const LIMIT = 100;

/** `ownStoreId` is the store of who asks. */
interface EntryAsked {
  listId: string;
  ownStoreId: string;
  now: Date;
}

/** Whose price book stands beside a list; null where the list is for no store that has its currency. */
interface EntryScope extends EntryAsked {
  storeId: string | null;
}

/**
 * A window of the products that a list names, or of all, with the price book's price and the list's. Archived ones are left out. The
 * price book is that of a store that the list is for, in its currency: one's own, or the first.
 */
export async function readPriceListEntries(
  db: Kysely<Tables>,
  asked: EntryAsked,
  query: EntryQuery,
): Promise<EntryList> {
  const scope = { ...asked, storeId: await bookStoreOf(db, asked) };
  const entries = sql`${query.shown === 'all' ? sql`left join` : sql`join`} price_list_entry as entry
    on entry.variant_id = variant.variant_id and entry.list_id = ${scope.listId}::uuid`;
  const where = narrowed(query);
  const counted = await sql<{ total: number }>`
    select count(*)::int8 as total from variant ${query.shown === 'all' ? sql`` : entries} where ${where}`.execute(db);
  const { joined, order } = sorted(scope, query);
  const { rows } = await sql<Row>`
    select variant.variant_id, sku, name, names, unit, category_id, rules ->> 'undiscountable' as undiscountable,
      entry.amount, entry.version
    from variant ${entries} ${joined} where ${where} order by ${order}
    offset ${query.offset ?? 0} limit ${query.limit ?? LIMIT}`.execute(db);
  const prices = await readStorePrices(
    db,
    rows.map(({ variant_id }) => variant_id),
    scope.now,
  );
  const priceOf = (variantId: string): number | null => {
    return prices.get(variantId)?.find(({ storeId }) => storeId === scope.storeId)?.amount ?? null;
  };
  return { rows: rows.map((row) => rowOf(row, priceOf(row.variant_id))), total: counted.rows[0]?.total ?? 0 };
}

async function bookStoreOf(db: Kysely<Tables>, { listId, ownStoreId }: EntryAsked): Promise<string | null> {
  const { rows } = await sql<{ store_id: string }>`
    select store_id from store join price_list on list_id = ${listId}::uuid
    where settings #>> '{currency,code}' = body ->> 'currency'
      and (body -> 'storeIds' = 'null'::jsonb or body -> 'storeIds' @> to_jsonb(store_id))
    order by store_id <> ${ownStoreId}, settings -> 'archived' is not null, store_id limit 1`.execute(db);
  return rows[0]?.store_id ?? null;
}

interface Row {
  variant_id: string;
  sku: string;
  name: string;
  names: Record<string, string> | null;
  unit: EntryRow['unit'];
  category_id: string;
  undiscountable: string | null;
  amount: number | null;
  version: number | null;
}

function rowOf(row: Row, price: number | null): EntryRow {
  const { variant_id, names, category_id, undiscountable, version, ...rest } = row;
  return {
    ...rest,
    variantId: variant_id,
    ...(names ? { names } : {}),
    categoryId: category_id,
    undiscountable: undiscountable === 'true',
    price,
    version: version ?? 0,
  };
}

function narrowed({ search = '', categoryId }: EntryQuery): RawBuilder<unknown> {
  const words = search.split(/\s+/).filter((word) => word !== '');
  const wanted = [
    sql`not variant.archived`,
    ...(categoryId === undefined ? [] : [sql`variant.category_id = ${categoryId}`]),
    ...words.map((word) => sql`search like '%' || fold_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`),
  ];
  return sql.join(wanted, sql` and `);
}

/** What a window is ordered by, and what must be joined for it. */
function sorted(
  { storeId, now }: EntryScope,
  { sort = 'name', descending = false }: EntryQuery,
): { joined: RawBuilder<unknown>; order: RawBuilder<unknown> } {
  const direction = descending ? sql`desc` : sql`asc`;
  const ends = sql`name_key ${direction}, variant.variant_id ${direction}`;
  const nothing = sql``;
  switch (sort) {
    case 'name':
      return { joined: nothing, order: ends };
    case 'sku':
      return { joined: nothing, order: sql`sku collate "C" ${direction}, variant.variant_id ${direction}` };
    case 'entry':
      return { joined: nothing, order: sql`entry.amount ${direction} nulls last, ${ends}` };
    case 'price': {
      const joined = sql`left join price on price.variant_id = variant.variant_id and price.store_id = ${storeId}
        left join (
          select distinct on (variant_id) variant_id as due_of, amount as due from price_history
          where store_id = ${storeId} and ahead and effective_at <= ${now.toISOString()}::timestamptz
          order by variant_id, effective_at desc, version desc
        ) as dated on due_of = variant.variant_id`;
      return { joined, order: sql`coalesce(due, price.amount) ${direction} nulls last, ${ends}` };
    }
  }
}

/** Variants and their names by sku. */
export async function readVariantsBySku(
  db: Kysely<Tables>,
  skus: readonly string[],
): Promise<Map<string, { variantId: string; name: string }>> {
  const rows = await db
    .selectFrom('variant')
    .select(['sku', 'variant_id', 'name'])
    .where('sku', '=', sql<string>`any(${[...skus]}::text[])`)
    .execute();
  return new Map(rows.map(({ sku, variant_id, name }) => [sku, { variantId: variant_id, name }]));
}
