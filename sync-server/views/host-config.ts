import { type Kysely, sql } from 'kysely';
import type { HostConfig } from '#contracts/views/register-config.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** A register's configuration as its host keeps it; undefined while the store has no settings or no tax rules. */
export async function readHostConfig(
  db: Kysely<Tables>,
  { storeId, registerId }: { storeId: string; registerId: string },
): Promise<HostConfig | undefined> {
  const store = await db.selectFrom('store').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  const register = await db.selectFrom('register').selectAll().where('register_id', '=', registerId).executeTakeFirst();
  const tax = await db
    .selectFrom('tax_rules')
    .select('rules')
    .where('store_id', '=', storeId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!store || !register || !tax) return undefined;
  const rows = await db
    .selectFrom('operator')
    .selectAll()
    .where(sql<boolean>`${storeId} = any(store_ids)`)
    .orderBy('operator_id')
    .execute();
  const content = {
    store: store.settings,
    register: { registerId, name: register.name },
    taxRules: tax.rules,
    operators: rows.map(({ operator_id, name, initials, role }) => ({ operatorId: operator_id, name, initials, role })),
  };
  const pinHashes = Object.fromEntries(rows.map((row) => [row.operator_id, row.pin_hash]));
  const pins = rows.flatMap((row): [string, string][] => (row.demo_pin ? [[row.operator_id, row.demo_pin]] : []));
  const demoPins = store.settings.demo ? Object.fromEntries(pins) : null;
  const revision = hashOfText(JSON.stringify([content, pinHashes, demoPins])).slice(0, 16);
  return { config: { revision, ...content }, pinHashes, demoPins };
}
