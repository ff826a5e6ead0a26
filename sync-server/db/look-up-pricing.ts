import { type Kysely, sql } from 'kysely';
import { unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { entryKey, listKey, type PricingLookups, type PricingNeeds } from '#sync-server/ingest/pricing-effects.ts';

/** Answers what tickets say of price lists: at most one query per table. */
export async function lookUpPricing(db: Kysely<Tables>, needs: PricingNeeds): Promise<PricingLookups> {
  return {
    lists: await listsOf(db, needs),
    entries: await entriesOf(db, needs),
    memberGroups: await memberGroupsOf(db, needs),
    categories: await categoriesOf(db, needs),
  };
}

async function listsOf(db: Kysely<Tables>, { lists }: PricingNeeds): Promise<PricingLookups['lists']> {
  if (lists.size === 0) return new Map();
  const wanted = [...lists.values()].map(({ listId, version }) => ({ list_id: listId, version }));
  const { rows } = await sql<{ list_id: string; version: number; body: PricingListBody }>`
    select past.list_id, past.version, past.body
    from ${unnest({ list_id: 'uuid', version: 'int8' } as const, wanted)} as wanted (list_id, version)
    join price_list_version as past using (list_id, version) where past.body is not null`.execute(db);
  return new Map(rows.map(({ list_id, version, body }) => [listKey(list_id, version), body]));
}

type PricingListBody = PricingLookups['lists'] extends Map<string, infer L> ? L : never;

async function entriesOf(db: Kysely<Tables>, { entries }: PricingNeeds): Promise<PricingLookups['entries']> {
  if (entries.size === 0) return new Map();
  const wanted = [...entries.values()].map(({ listId, variantId, version }) => {
    return { list_id: listId, variant_id: variantId, version };
  });
  const columns = { list_id: 'uuid', variant_id: 'text', version: 'int8' } as const;
  const { rows } = await sql<{ list_id: string; variant_id: string; version: number; amount: number }>`
    select past.* from ${unnest(columns, wanted)} as wanted (list_id, variant_id, version)
    join price_list_entry_version as past using (list_id, variant_id, version)
    where past.amount is not null`.execute(db);
  return new Map(rows.map((row) => [entryKey(row.list_id, row.variant_id, row.version), row.amount]));
}

async function memberGroupsOf(
  db: Kysely<Tables>,
  { memberIds }: PricingNeeds,
): Promise<PricingLookups['memberGroups']> {
  if (memberIds.size === 0) return new Map();
  const rows = await db
    .selectFrom('member_group')
    .select(['member_id', sql<string[]>`array_agg(group_id)`.as('group_ids')])
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::text[])`)
    .groupBy('member_id')
    .execute();
  return new Map(rows.map(({ member_id, group_ids }) => [member_id, new Set(group_ids)]));
}

async function categoriesOf(db: Kysely<Tables>, { variantIds }: PricingNeeds): Promise<PricingLookups['categories']> {
  if (variantIds.size === 0) return new Map();
  const rows = await db
    .selectFrom('variant_version')
    .select(['variant_id', sql<string[]>`array_agg(distinct variant ->> 'categoryId')`.as('category_ids')])
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .groupBy('variant_id')
    .execute();
  return new Map(rows.map(({ variant_id, category_ids }) => [variant_id, new Set(category_ids)]));
}
