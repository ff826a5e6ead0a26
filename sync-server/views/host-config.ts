import type { Kysely } from 'kysely';
import type { HostConfig, JournalKey, RegisterConfig, Role } from '#contracts/views/register-config.ts';
import { lastingTaxRules } from '#domain/tax/tax-rules-on.ts';
import { readPlaces } from '#sync-server/db/read-places.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import { readTaxedStores, type TaxedStore } from '#sync-server/db/read-tax-rules.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** Goods come back, also against receipts of another till that only have their code. */
const TAXES_KEPT_MS = 400 * 86_400_000;

/** A register's configuration as its host keeps it; undefined while the store has no settings or no tax rules. */
export async function readHostConfig(
  db: Kysely<Tables>,
  { storeId, registerId }: { storeId: string; registerId: string },
  now: Date,
): Promise<HostConfig | undefined> {
  const store = await db.selectFrom('store').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  const register = await db.selectFrom('register').selectAll().where('register_id', '=', registerId).executeTakeFirst();
  const [tax] = await readTaxedStores(db, now, storeId);
  if (!store || !register || !tax) return undefined;
  const all = await db.selectFrom('operator').selectAll().orderBy('operator_id').execute();
  const rows = all.filter(({ store_ids, archived }) => store_ids.includes(storeId) && !archived);
  const others = all
    .filter((row) => !rows.includes(row))
    .map(({ operator_id, name }) => ({ operatorId: operator_id, name }));
  const places = await readPlaces(db, store.location_id);
  const program = await readProgram(db);
  const channel = await db
    .selectFrom('channel')
    .select('channel_id')
    .where('status', '<>', 'archived')
    .limit(1)
    .executeTakeFirst();
  const otherStores = channel ? await otherStoresOf(db, storeId) : [];
  const content = {
    store: store.settings,
    register: { registerId, name: register.name },
    ...taxesOf(tax),
    operators: rows.map(({ operator_id, name, initials, role }) => ({ operatorId: operator_id, name, initials, role })),
    ...(others.length > 0 ? { others } : {}),
    roles: await rolesOf(db),
    ...(places.length > 0 ? { places } : {}),
    ...(program.version === 0 ? {} : { memberProgram: program.program }),
    ...(channel ? { hasChannels: true as const } : {}),
    ...(otherStores.length > 0 ? { otherStores } : {}),
  };
  const pinHashes = Object.fromEntries(rows.map((row) => [row.operator_id, row.pin_hash]));
  const pins = rows.flatMap((row): [string, string][] => (row.demo_pin ? [[row.operator_id, row.demo_pin]] : []));
  const demoPins = store.settings.demo ? Object.fromEntries(pins) : null;
  const badges = rows.flatMap((row): [string, string][] => (row.badge_hash ? [[row.operator_id, row.badge_hash]] : []));
  const secrets = {
    pinHashes,
    badgeHashes: Object.fromEntries(badges),
    journalKeys: await journalKeysOf(db),
    ...(await serverKeyOf(db)),
    demoPins,
  };
  const revision = hashOfText(JSON.stringify([content, secrets])).slice(0, 16);
  return { config: { revision, ...content }, ...secrets };
}

/** Those that hold from now on, and those that were in force for what comes back. */
function taxesOf({ current, businessDate, versions }: TaxedStore): Pick<RegisterConfig, 'taxRules' | 'taxVersions'> {
  const since = new Date(Date.parse(`${businessDate}T00:00:00Z`) - TAXES_KEPT_MS).toISOString().slice(0, 10);
  const kept = lastingTaxRules(
    versions.map(({ rules }) => rules),
    since,
  );
  return { taxRules: current, ...(kept.length > 1 ? { taxVersions: kept } : {}) };
}

async function otherStoresOf(db: Kysely<Tables>, storeId: string): Promise<NonNullable<RegisterConfig['otherStores']>> {
  const rows = await db.selectFrom('store').selectAll().where('store_id', '<>', storeId).execute();
  return rows
    .filter(({ settings }) => settings && !settings.archived)
    .map(({ store_id, location_id, settings }) => ({ storeId: store_id, locationId: location_id, name: settings.name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

async function rolesOf(db: Kysely<Tables>): Promise<Role[]> {
  const rows = await db.selectFrom('role').select('role').orderBy('role_id').execute();
  return rows.map(({ role }) => role);
}

/** The key of the server's own journal, with which it signs codes. */
async function serverKeyOf(db: Kysely<Tables>): Promise<Pick<HostConfig, 'serverKey'>> {
  const row = await db
    .selectFrom('journal')
    .select('public_key')
    .where('store_id', '=', SERVER_STORE)
    .orderBy('journal_id')
    .executeTakeFirst();
  return row ? { serverKey: row.public_key } : {};
}

/** Keys of all registers' journals of the chain; a device without a host gives out no receipts. */
async function journalKeysOf(db: Kysely<Tables>): Promise<JournalKey[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('store_id', '<>', SERVER_STORE)
    .where('journal_id', 'not in', (select) => select.selectFrom('device').select('device.journal_id'))
    .orderBy('journal_id')
    .execute();
  return rows.map((row) => ({
    journalId: row.journal_id,
    registerId: row.register_id,
    storeId: row.store_id,
    receiptSeries: row.receipt_series,
    publicKey: row.public_key,
    revoked: row.revoked_at !== null,
  }));
}
