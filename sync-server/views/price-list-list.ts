import { type Kysely, sql } from 'kysely';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { PriceListHistory, PriceListRow, PriceLists } from '#contracts/http/pricing.ts';
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

/** All lists, and the stores they may be for. */
export async function readPriceLists(db: Kysely<Tables>): Promise<PriceLists> {
  const stores = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  return {
    lists: await readPriceListRows(db),
    stores: stores.map(({ store_id, settings: { name, currency } }) => {
      return { storeId: store_id, name, currency: currency.code, digits: currency.digits };
    }),
  };
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
