import { parse } from '#contracts/schema.ts';
import { type OperatorSettings, type Role, SETTINGS, type StoreSettings } from '#contracts/views/register-config.ts';
import { isReservedStoreId } from '#domain/country/store-id.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readOperator } from '#sync-server/db/read-operator.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

const STORE_ID_MAX = 48;

/** One entity of the settings, whole. The tax rules' entity id is their store's id. */
export type SettingsChange =
  | { entity: 'store'; entityId: string; after: StoreSettings }
  | { entity: 'operator'; entityId: string; after: OperatorSettings }
  | { entity: 'role'; entityId: string; after: Role }
  | { entity: 'tax-rules'; entityId: string; after: TaxRules };

export type PublishResult = { ok: true; changed: boolean } | { ok: false; reason: string };

/**
 * Publishes one entity of the settings. The same again changes nothing; tax rules that differ must have a higher version than
 * any before, because sales name the version they were settled with.
 */
export async function publishSettings(context: ServerContext, change: SettingsChange): Promise<PublishResult> {
  return appendFacts<PublishResult>(context, async (tx) => {
    const planned = await planSettings(tx, change);
    if (!planned.ok) return { facts: [], answer: planned };
    return { facts: planned.facts, answer: { ok: true, changed: planned.facts.length > 0 } };
  });
}

/** The fact that publishes one entity, none where it stands so already, or why it can't be published: for commands that publish several. */
export async function planSettings(
  tx: SqlIngestTransaction,
  change: SettingsChange,
): Promise<{ ok: true; facts: ServerDraft[] } | { ok: false; reason: string }> {
  const parsed = parse(SETTINGS[change.entity], change.after);
  if (!parsed.ok) return { ok: false, reason: `${change.entity} ${parsed.at}: ${parsed.message}` };
  if (idOf(change) !== change.entityId)
    return { ok: false, reason: `${change.entityId} is not the id of what is published` };
  const refusal = await refusalOf(tx, change);
  if (refusal) return { ok: false, reason: refusal };
  if (await isAsPublished(tx, change)) return { ok: true, facts: [] };
  return { ok: true, facts: [{ kind: 'settings.published', payload: change }] };
}

function idOf(change: SettingsChange): string {
  if (change.entity === 'store') return change.after.storeId;
  if (change.entity === 'role') return change.after.roleId;
  return change.entity === 'operator' ? change.after.operatorId : change.entityId;
}

async function refusalOf(tx: SqlIngestTransaction, change: SettingsChange): Promise<string | undefined> {
  if (change.entity === 'store') return storeRefusal(tx, change.after);
  if (change.entity === 'tax-rules') {
    const newest = await newestTaxRules(tx, change.entityId);
    if (newest && newest.version >= change.after.version && !isSame(newest, change.after)) {
      return `tax rules of version ${newest.version} are published already`;
    }
  }
  return undefined;
}

/** Registers' ids are made from the store's, and its stock stays where it is counted. */
async function storeRefusal({ db }: SqlIngestTransaction, { storeId, locationId }: StoreSettings) {
  if (isReservedStoreId(storeId)) return `no store can have the id ${storeId}`;
  if (storeId.length > STORE_ID_MAX) return `a store id has at most ${STORE_ID_MAX} characters`;
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'location_id'])
    .where((where) => where.or([where('location_id', '=', locationId), where('store_id', '=', storeId)]))
    .execute();
  const other = rows.find((row) => row.store_id !== storeId);
  if (other) return `location ${locationId} belongs to store ${other.store_id}`;
  const before = rows.find((row) => row.location_id !== locationId);
  return before && `store ${storeId} sells from location ${before.location_id}, which cannot change`;
}

async function isAsPublished(tx: Pick<SqlIngestTransaction, 'db'>, change: SettingsChange): Promise<boolean> {
  if (change.entity === 'tax-rules') return isSame(await newestTaxRules(tx, change.entityId), change.after);
  if (change.entity === 'store') {
    const row = await tx.db
      .selectFrom('store')
      .select('settings')
      .where('store_id', '=', change.entityId)
      .executeTakeFirst();
    return isSame(row?.settings, change.after);
  }
  if (change.entity === 'role') {
    const row = await tx.db.selectFrom('role').select('role').where('role_id', '=', change.entityId).executeTakeFirst();
    return isSame(row?.role, change.after);
  }
  const row = await readOperator(tx.db, change.entityId);
  return isSame(row?.settings, change.after);
}

async function newestTaxRules(
  { db }: Pick<SqlIngestTransaction, 'db'>,
  storeId: string,
): Promise<TaxRules | undefined> {
  const row = await db
    .selectFrom('tax_rules')
    .select('rules')
    .where('store_id', '=', storeId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.rules;
}
