import type { SettingsPublished } from '#contracts/facts/store-facts.ts';
import { parse } from '#contracts/schema.ts';
import { SETTINGS } from '#contracts/views/register-config.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { configFeed, type Effects, type SettingsChanged, type Touch } from '#sync-server/ingest/effects.ts';
import type { Lookups } from '#sync-server/ingest/ingest-store.ts';

/** One entity of the settings, whole. The server parses what it publishes, so anything else is a bug and throws. */
export const bookSettingsPublished: Handler<SettingsPublished> = {
  cuts: true,
  needs({ payload: { entity, entityId } }, _journal, needs) {
    if (entity === 'operator') needs.operatorIds.add(entityId);
    if (entity === 'role' || entity === 'register') needs.everyStore = true;
  },
  book({ payload, at, operatorId: by }, _journal, lookups) {
    const changed = { at, by };
    if (payload.entity === 'store') return bookStore(payload.after, changed);
    if (payload.entity === 'operator') return bookOperator(payload.after, changed, lookups);
    if (payload.entity === 'role') return bookRole(payload, changed, lookups);
    if (payload.entity === 'register') return bookRegister(payload.after, changed, lookups);
    return bookTaxRules(payload.entityId, payload.after, changed);
  },
};

function bookStore(after: unknown, changed: SettingsChanged): Partial<Effects> {
  const settings = parse(SETTINGS.store, after);
  if (!settings.ok) throw new Error(`store settings: ${settings.at} ${settings.message}`);
  return { stores: [{ settings: settings.value, ...changed }], touched: [configTouch(settings.value.storeId)] };
}

function bookOperator(after: unknown, changed: SettingsChanged, lookups: Lookups): Partial<Effects> {
  const settings = parse(SETTINGS.operator, after);
  if (!settings.ok) throw new Error(`operator settings: ${settings.at} ${settings.message}`);
  const before = lookups.operators.get(settings.value.operatorId)?.storeIds ?? [];
  const stores = new Set([...before, ...settings.value.storeIds]);
  return { operators: [{ settings: settings.value, ...changed }], touched: [...stores].map(configTouch) };
}

/** Roles are the chain's: every store's registers hear of a change. */
function bookRole(
  { entityId, after }: SettingsPublished,
  changed: SettingsChanged,
  lookups: Lookups,
): Partial<Effects> {
  const role = after === null ? null : parse(SETTINGS.role, after);
  if (role && !role.ok) throw new Error(`role: ${role.at} ${role.message}`);
  const touched = [...lookups.locations.keys()].map(configTouch);
  return { roles: [{ roleId: entityId, role: role?.value ?? null, ...changed }], touched };
}

/** A register's name stands in its own config, its store beside its key in everybody's. */
function bookRegister(after: unknown, changed: SettingsChanged, lookups: Lookups): Partial<Effects> {
  const settings = parse(SETTINGS.register, after);
  if (!settings.ok) throw new Error(`register: ${settings.at} ${settings.message}`);
  const touched = [...lookups.locations.keys()].map(configTouch);
  return { registerChanges: [{ settings: settings.value, ...changed }], touched };
}

function bookTaxRules(storeId: string, after: unknown, changed: SettingsChanged): Partial<Effects> {
  const rules = parse(SETTINGS['tax-rules'], after);
  if (!rules.ok) throw new Error(`tax rules: ${rules.at} ${rules.message}`);
  return { taxRules: [{ storeId, rules: rules.value, ...changed }], touched: [configTouch(storeId)] };
}

export function configTouch(storeId: string): Touch {
  return { feed: configFeed(storeId), kind: 'register-config', key: storeId };
}
