import type { Kysely } from 'kysely';
import type { SettingsAnswer, StoreRow, TaxVersionRow } from '#contracts/http/settings.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import { taxVersionStates } from '#domain/tax/tax-rules-on.ts';
import { mayChangeStore, readStoreTies, usedTaxCategories } from '#sync-server/db/read-store-ties.ts';
import { readTaxedStores, type TaxedStore } from '#sync-server/db/read-tax-rules.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** A store's settings, its tax rules and what is fixed of them; undefined of a store that is not there. */
export async function readSettings(
  db: Kysely<Tables>,
  asked: { storeId: string; operatorId: string | null; now: Date },
): Promise<SettingsAnswer | undefined> {
  const row = await readStoreRow(db, asked.storeId);
  if (!row) return undefined;
  const { hasAmounts, isOpen, hasSold } = await readStoreTies(db, asked.storeId);
  const [taxed] = await readTaxedStores(db, asked.now, asked.storeId);
  const { timeZone, dayStartsAt } = row.store;
  return {
    stores: await changeableStores(db, asked.operatorId),
    row,
    taxes: taxed ? taxVersionRows(taxed).toReversed() : [],
    businessDate: businessDateAt(asked.now.toISOString(), timeZone, dayStartsAt),
    fixed: { currency: hasAmounts, day: isOpen, pricesIncludeTax: hasSold },
    usedTaxCategories: await usedTaxCategories(db),
  };
}

/** A store's settings with their revision and who changed them last; undefined where there is no such store. */
export async function readStoreRow(db: Kysely<Tables>, storeId: string): Promise<StoreRow | undefined> {
  const row = await db.selectFrom('store').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  if (!row) return undefined;
  const changedAt = row.changed_at?.toISOString() ?? null;
  return { store: row.settings, revision: row.revision, changedAt, changedBy: row.changed_by };
}

/** By version, each with what became of it. */
export function taxVersionRows({ versions, businessDate }: TaxedStore): TaxVersionRow[] {
  const states = taxVersionStates(versions, businessDate);
  return versions.map(({ rules, changedAt, changedBy }, index) => {
    return { rules, state: states[index] ?? 'past', changedAt, changedBy };
  });
}

async function changeableStores(db: Kysely<Tables>, operatorId: string | null): Promise<SettingsAnswer['stores']> {
  const rows = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  const may = await Promise.all(rows.map(({ store_id }) => mayChangeStore(db, operatorId, store_id)));
  return rows.flatMap(({ store_id, settings }, index) =>
    may[index] ? [{ storeId: store_id, name: settings.name }] : [],
  );
}
