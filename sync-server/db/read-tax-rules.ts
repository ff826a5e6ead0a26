import type { Kysely } from 'kysely';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { lastingTaxRules, taxRulesOn } from '#domain/tax/tax-rules-on.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** A version of a store's tax rules with who published it when, and on which business date there. */
export interface PublishedTaxRules {
  rules: TaxRules;
  changedAt: string | null;
  changedBy: string | null;
  publishedOn: string | null;
}

/** A store with its tax rules; one without any is not among them. */
export interface TaxedStore {
  storeId: string;
  locationId: string;
  settings: StoreSettings;
  /** Its business date now. */
  businessDate: string;
  /** By version. */
  versions: PublishedTaxRules[];
  /** In force now. */
  current: TaxRules;
  /** Those in force now and ahead, soonest first. */
  lasting: TaxRules[];
}

/** All stores that have tax rules, by id, or one of them. */
export async function readTaxedStores(db: Kysely<Tables>, now: Date, storeId?: string): Promise<TaxedStore[]> {
  const stores = await db
    .selectFrom('store')
    .select(['store_id', 'location_id', 'settings'])
    .$if(storeId !== undefined, (query) => query.where('store_id', '=', storeId ?? ''))
    .orderBy('store_id')
    .execute();
  const rows = await db
    .selectFrom('tax_rules')
    .selectAll()
    .$if(storeId !== undefined, (query) => query.where('store_id', '=', storeId ?? ''))
    .orderBy('version')
    .execute();
  return stores.flatMap(({ store_id, location_id, settings }) => {
    const dateOf = (at: Date): string => businessDateAt(at.toISOString(), settings.timeZone, settings.dayStartsAt);
    const versions = rows
      .filter((row) => row.store_id === store_id)
      .map(({ rules, changed_at, changed_by }): PublishedTaxRules => {
        const publishedOn = changed_at && dateOf(changed_at);
        return { rules, changedAt: changed_at?.toISOString() ?? null, changedBy: changed_by, publishedOn };
      });
    const all = versions.map(({ rules }) => rules);
    const businessDate = dateOf(now);
    const current = taxRulesOn(all, businessDate);
    if (!current) return [];
    const lasting = lastingTaxRules(all, businessDate);
    return [{ storeId: store_id, locationId: location_id, settings, businessDate, versions, current, lasting }];
  });
}

/** The tax categories that products can have: those that each of these rules knows. */
export function commonTaxCategories(rules: readonly TaxRules[]): string[] {
  const [first, ...others] = rules.map(({ rates }) => Object.keys(rates));
  return (first ?? []).filter((category) => others.every((categories) => categories.includes(category))).sort();
}
