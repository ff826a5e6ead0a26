import { type Kysely, sql } from 'kysely';
import type { StoreTies } from '#contracts/settings/store-change-faults.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What of a store stands in the way of changing its settings. */
export interface StoreGround extends StoreTies {
  /** Something was sold there. */
  hasSold: boolean;
}

/** What a lost register still tells after its session was closed for it is no open shift. */
export async function readStoreTies(db: Kysely<Tables>, storeId: string): Promise<StoreGround> {
  const { rows } = await sql<{ priced: boolean; opened: boolean; open: boolean; sold: boolean }>`select
    exists (select from price where store_id = ${storeId}) as priced,
    exists (select from session where store_id = ${storeId}) as opened,
    exists (select from session where store_id = ${storeId} and closed_seq is null and recovers is null) as open,
    exists (select from customer_order where store_id = ${storeId}) as sold`.execute(db);
  const [{ priced, opened, open, sold } = { priced: false, opened: false, open: false, sold: false }] = rows;
  return { hasAmounts: priced || opened || sold, isOpen: open, hasSold: sold };
}

/** Tax categories that variants or departments of the chain have, sorted. */
export async function usedTaxCategories(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ tax_category: string }>`select tax_category from variant
    union select tax_category from category where tax_category is not null order by tax_category`.execute(db);
  return rows.map(({ tax_category }) => tax_category);
}

/** Whether an operator may change a store: they work there, or nobody does yet. */
export async function mayChangeStore(db: Kysely<Tables>, operatorId: string | null, storeId: string): Promise<boolean> {
  const rows = await db
    .selectFrom('operator')
    .select('operator_id')
    .where('archived', '=', false)
    .where(sql<boolean>`${storeId} = any(store_ids)`)
    .execute();
  return rows.length === 0 || rows.some(({ operator_id }) => operator_id === operatorId);
}
