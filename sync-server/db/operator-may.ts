import type { Kysely } from 'kysely';
import { DEFAULT_ROLES, isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Whether an operator works in a store, in a role that grants a permission. */
export async function operatorMay(
  db: Kysely<Tables>,
  operatorId: string,
  storeId: string,
  permission: Permission,
): Promise<boolean> {
  const operator = await db
    .selectFrom('operator')
    .select(['role', 'store_ids', 'archived'])
    .where('operator_id', '=', operatorId)
    .executeTakeFirst();
  if (!operator?.store_ids.includes(storeId) || operator.archived) return false;
  const rows = await db.selectFrom('role').select('role').execute();
  const roles = rows.length > 0 ? rows.map(({ role }) => role) : DEFAULT_ROLES;
  return isGranted(roleOf(roles, operator.role), permission);
}
