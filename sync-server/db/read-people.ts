import type { Kysely } from 'kysely';
import type { PeopleList, PersonRow, RoleRow } from '#contracts/http/people.ts';
import { DEFAULT_ROLES } from '#domain/operator/permission.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Everybody of the chain by name, the roles that hold, and its stores. Nothing that anybody could sign in with. */
export async function readPeople(db: Kysely<Tables>): Promise<PeopleList> {
  const rows = await db.selectFrom('operator').selectAll().orderBy('name').orderBy('operator_id').execute();
  const people = rows.map((row): PersonRow => {
    const { operator_id: operatorId, name, initials, role, store_ids: storeIds, archived } = row;
    return {
      operator: { operatorId, name, initials, role, storeIds, archived },
      revision: row.revision,
      hasBadge: row.badge_hash !== null,
      ...changedOf(row),
    };
  });
  const stores = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  return {
    people,
    roles: await rolesOf(db, people),
    stores: stores.map(({ store_id, settings }) => ({ storeId: store_id, name: settings.name })),
  };
}

async function rolesOf(db: Kysely<Tables>, people: readonly PersonRow[]): Promise<RoleRow[]> {
  const rows = await db.selectFrom('role').selectAll().orderBy('role_id').execute();
  const holders = (roleId: string) =>
    people.filter(({ operator }) => operator.role === roleId && !operator.archived).length;
  if (rows.length === 0) {
    const never = { revision: 0, changedAt: null, changedBy: null };
    return DEFAULT_ROLES.map((role) => ({ role, people: holders(role.roleId), ...never }));
  }
  return rows.map((row) => {
    return { role: row.role, revision: row.revision, people: holders(row.role_id), ...changedOf(row) };
  });
}

function changedOf(row: { changed_at: Date | null; changed_by: string | null }) {
  return { changedAt: row.changed_at?.toISOString() ?? null, changedBy: row.changed_by };
}
