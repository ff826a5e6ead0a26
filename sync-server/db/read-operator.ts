import type { Kysely, Selectable } from 'kysely';
import type { OperatorSettings } from '#contracts/views/register-config.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** An operator as published, and how often; undefined for nobody. */
export async function readOperator(
  db: Kysely<Tables>,
  operatorId: string,
): Promise<{ settings: OperatorSettings; revision: number } | undefined> {
  const row = await db.selectFrom('operator').selectAll().where('operator_id', '=', operatorId).executeTakeFirst();
  return row && { settings: settingsOf(row), revision: row.revision };
}

function settingsOf(row: Selectable<Tables['operator']>): OperatorSettings {
  return {
    operatorId: row.operator_id,
    name: row.name,
    initials: row.initials,
    role: row.role,
    storeIds: row.store_ids,
    pinHash: row.pin_hash,
    ...(row.badge_hash === null ? {} : { badgeHash: row.badge_hash }),
    ...(row.demo_pin === null ? {} : { demoPin: row.demo_pin }),
    ...(row.archived ? { archived: true } : {}),
  };
}
