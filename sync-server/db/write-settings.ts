import { type Kysely, sql } from 'kysely';
import { insertRows, lastOf } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

const CHANGED = { changed_at: 'timestamptz', changed_by: 'text' } as const;

/** Writes settings as they are from now on; each change of a store, operator or role counts its revision up. */
export async function writeSettings(db: Kysely<Tables>, effects: Effects): Promise<void> {
  await writeStores(db, effects.stores);
  const taxRows = effects.taxRules.map(({ storeId, rules, at, by }) => {
    const changed = { changed_at: at, changed_by: by };
    return { store_id: storeId, version: rules.version, rules: JSON.stringify(rules), ...changed };
  });
  const taxColumns = { store_id: 'text', version: 'int8', rules: 'jsonb', ...CHANGED } as const;
  await insertRows(db, 'tax_rules', taxColumns, taxRows);
  await writeRoles(db, effects.roles);
  await writeOperators(db, effects.operators);
}

async function writeStores(db: Kysely<Tables>, stores: Effects['stores']): Promise<void> {
  const rows = lastOf(stores, ({ settings }) => settings.storeId).map(({ settings, at, by }) => ({
    store_id: settings.storeId,
    location_id: settings.locationId,
    settings: JSON.stringify(settings),
    changed_at: at,
    changed_by: by,
  }));
  const columns = { store_id: 'text', location_id: 'text', settings: 'jsonb', ...CHANGED } as const;
  const money = sql`jsonb_strip_nulls(jsonb_build_object('cashRounding', store.settings -> 'cashRounding',
    'cashRoundingHalves', store.settings -> 'cashRoundingHalves', 'tenders', store.settings -> 'tenders'))`;
  const before = sql`(select jsonb_agg(distinct way)
    from jsonb_array_elements(store.money_before || jsonb_build_array(${money})) as way)`;
  const replace = sql`(store_id) do update set money_before = ${before}, location_id = excluded.location_id, settings = excluded.settings,
    revision = store.revision + 1, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
  await insertRows(db, 'store', columns, rows, replace);
}

async function writeRoles(db: Kysely<Tables>, roles: Effects['roles']): Promise<void> {
  const last = lastOf(roles, ({ roleId }) => roleId);
  const rows = last.flatMap(({ roleId, role, at, by }) =>
    role ? [{ role_id: roleId, role: JSON.stringify(role), changed_at: at, changed_by: by }] : [],
  );
  const replace = sql`(role_id) do update set role = excluded.role, revision = role.revision + 1,
    changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
  await insertRows(db, 'role', { role_id: 'text', role: 'jsonb', ...CHANGED } as const, rows, replace);
  const removed = last.filter(({ role }) => role === null).map(({ roleId }) => roleId);
  if (removed.length > 0) await db.deleteFrom('role').where('role_id', 'in', removed).execute();
}

async function writeOperators(db: Kysely<Tables>, operators: Effects['operators']): Promise<void> {
  for (const { settings, at, by } of operators) {
    const { operatorId, name, initials, role, storeIds, pinHash, badgeHash = null, demoPin = null } = settings;
    const hashes = { pin_hash: pinHash, badge_hash: badgeHash, demo_pin: demoPin };
    const changed = { archived: settings.archived === true, changed_at: at, changed_by: by };
    const figures = { name, initials, role, store_ids: [...storeIds], ...hashes, ...changed };
    await db
      .insertInto('operator')
      .values({ operator_id: operatorId, ...figures })
      .onConflict((conflict) =>
        conflict.column('operator_id').doUpdateSet({ ...figures, revision: sql<number>`operator.revision + 1` }),
      )
      .execute();
  }
}
