import { type Kysely, sql } from 'kysely';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { PriceListHistory, PriceListRow, PriceLists } from '#contracts/http/pricing.ts';
import { storesOfOthers } from '#domain/operator/people-rules.ts';
import { readPeople } from '#sync-server/db/read-people.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Changes that a history tells. */
const TOLD = 200;

/** Price lists by priority and name, archived ones last; one of them, or all. */
export async function readPriceListRows(db: Kysely<Tables>, listId: string | null = null): Promise<PriceListRow[]> {
  const { rows } = await sql<{
    body: PriceList;
    revision: number;
    changed_at: Date;
    changed_by: string | null;
    entries: number;
  }>`select body, revision, changed_at, changed_by,
      (select count(*) from price_list_entry as entry where entry.list_id = price_list.list_id)::int8 as entries
    from price_list where ${listId === null ? sql`true` : sql`list_id = ${listId}::uuid`}
    order by archived, (body ->> 'priority')::int4 desc, fold_text(body ->> 'name') collate "C", list_id`.execute(db);
  return rows.map(({ body: list, revision, entries, changed_at, changed_by }) => {
    return { list, revision, entries, changedAt: changed_at.toISOString(), changedBy: changed_by };
  });
}

/** All lists, and the stores they may be for, for an operator. */
export async function readPriceLists(db: Kysely<Tables>, operatorId: string | null): Promise<PriceLists> {
  return { lists: await readPriceListRows(db), stores: await readListStores(db, operatorId) };
}

/** The stores, and in which of those that are open others work than an operator. */
export async function readListStores(db: Kysely<Tables>, operatorId: string | null): Promise<PriceLists['stores']> {
  const stores = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  const staff = (await readPeople(db)).people.map(({ operator }) => operator);
  const open = stores.filter(({ settings }) => !settings.archived).map(({ store_id }) => store_id);
  const actor = staff.find((one) => one.operatorId === operatorId && !one.archived);
  const others = new Set(storesOfOthers(actor, staff, open));
  return stores.map(({ store_id: storeId, settings: { name, currency } }) => {
    return { storeId, name, currency: currency.code, digits: currency.digits, others: others.has(storeId) };
  });
}

/** The latest changes of a list, newest first. */
export async function readPriceListHistory(db: Kysely<Tables>, listId: string): Promise<PriceListHistory> {
  const { rows } = await sql<{
    version: number;
    at: Date;
    by: string | null;
    body: PriceList | null;
    set: number;
    removed: number;
  }>`select past.version, past.at, past.by, past.body, count(entry.amount)::int8 as set,
      (count(entry.variant_id) - count(entry.amount))::int8 as removed
    from price_list_version as past left join price_list_entry_version as entry
      on entry.list_id = past.list_id and entry.version = past.version
    where past.list_id = ${listId}::uuid
    group by past.list_id, past.version order by past.version desc limit ${TOLD}`.execute(db);
  return { changes: rows.map(({ body, at, ...row }) => ({ ...row, at: at.toISOString(), list: body })) };
}
