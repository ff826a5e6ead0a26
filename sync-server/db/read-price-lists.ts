import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { CustomerGroupView, ListEntryRow, PriceListView } from '#sync-server/views/render.ts';

/** Groups that still are, as tills have them. */
export async function readCustomerGroupViews(
  db: Kysely<Tables>,
  groupIds: readonly string[],
): Promise<CustomerGroupView[]> {
  const rows = await db
    .selectFrom('customer_group')
    .select('body')
    .where('group_id', '=', sql<string>`any(${[...groupIds]}::text[])`)
    .where('archived', '=', false)
    .execute();
  return rows.map(({ body }) => body);
}

/** Lists that are not over for good, also ahead of their time. */
export async function readPriceListViews(db: Kysely<Tables>, listIds: readonly string[]): Promise<PriceListView[]> {
  const rows = await db
    .selectFrom('price_list')
    .select(['body', 'revision'])
    .where('list_id', '=', sql<string>`any(${[...listIds]}::uuid[])`)
    .where('archived', '=', false)
    .execute();
  return rows.map(({ body, revision }) => ({ ...body, version: revision }));
}

/** The prices that lists name of some pages of variants. */
export async function readPriceListPages(db: Kysely<Tables>, pages: readonly number[]): Promise<ListEntryRow[]> {
  const rows = await db
    .selectFrom('price_list_entry')
    .innerJoin('price_list', 'price_list.list_id', 'price_list_entry.list_id')
    .select(['price_list_entry.list_id', 'variant_id', 'amount', 'price_list_entry.version'])
    .where('page', '=', sql<number>`any(${[...pages]}::int4[])`)
    .where('archived', '=', false)
    .orderBy('price_list_entry.list_id')
    .orderBy('variant_id')
    .execute();
  return rows.map(({ list_id, variant_id, amount, version }) => {
    return { listId: list_id, variantId: variant_id, amount, version };
  });
}
