import type { Kysely } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

/** The stores in which an operator works; none for one who is archived or unknown. */
export async function operatorStores(db: Kysely<Tables>, operatorId: string | null): Promise<readonly string[]> {
  if (operatorId === null) return [];
  const row = await db
    .selectFrom('operator')
    .select(['store_ids', 'archived'])
    .where('operator_id', '=', operatorId)
    .executeTakeFirst();
  return row && !row.archived ? row.store_ids : [];
}
