import { type Kysely, sql } from 'kysely';
import type { ListGround } from '#sync-server/commands/plan-price-list.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readListStores, readPriceListRows } from '#sync-server/views/price-list-list.ts';

/** Reads what a change of a list by an operator may touch. */
export async function readListGround(
  db: Kysely<Tables>,
  listId: string,
  variantIds: readonly string[],
  operatorId: string | null,
): Promise<ListGround> {
  const [list = null] = await readPriceListRows(db, listId);
  const standing = await db.selectFrom('price_list').select('version').where('list_id', '=', listId).executeTakeFirst();
  const variants = await db
    .selectFrom('variant')
    .select('variant_id')
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  const groups = await db.selectFrom('customer_group').select('group_id').where('archived', '=', false).execute();
  const categories = await db.selectFrom('category').select('category_id').execute();
  return {
    list,
    version: standing?.version ?? 0,
    entries: await entriesOf(db, listId, variantIds),
    variantIds: new Set(variants.map(({ variant_id }) => variant_id)),
    groupIds: new Set(groups.map(({ group_id }) => group_id)),
    categoryIds: new Set(categories.map(({ category_id }) => category_id)),
    stores: await readListStores(db, operatorId),
  };
}

async function entriesOf(
  db: Kysely<Tables>,
  listId: string,
  variantIds: readonly string[],
): Promise<ListGround['entries']> {
  const rows = await db
    .selectFrom('price_list_entry')
    .innerJoin('price_list_version', (join) =>
      join
        .onRef('price_list_version.list_id', '=', 'price_list_entry.list_id')
        .onRef('price_list_version.version', '=', 'price_list_entry.version'),
    )
    .select(['variant_id', 'amount', 'price_list_entry.version', 'at', 'by'])
    .where('price_list_entry.list_id', '=', listId)
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return new Map(
    rows.map(({ variant_id, amount, version, at, by }) => {
      return [variant_id, { now: { amount, version }, changedAt: at.toISOString(), changedBy: by }];
    }),
  );
}
