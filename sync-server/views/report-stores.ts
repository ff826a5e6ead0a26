import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

/** Who asks: a register's store, the operator at it, and whether they may see what goods cost. */
export interface ReportAsker {
  storeId: string;
  operatorId: string | null;
  costs: boolean;
}

export interface ReportStoreRow {
  storeId: string;
  locationId: string;
  name: string;
  currency: string;
  digits: number;
  timeZone: string;
  dayStartsAt: string;
}

/** The stores that a report is of, those that it could be of, and those that count in another currency. */
export interface ReportStores {
  own: ReportStoreRow;
  chosen: readonly ReportStoreRow[];
  choices: readonly ReportStoreRow[];
  leftOut: readonly ReportStoreRow[];
}

/**
 * One store in which the operator works, or `all` of those with the currency of the register's; without `store` the register's own.
 * Undefined where the operator has no such store.
 */
export async function reportStores(
  db: Kysely<Tables>,
  { storeId, operatorId }: Pick<ReportAsker, 'storeId' | 'operatorId'>,
  store: string | undefined,
): Promise<ReportStores | undefined> {
  const stores = await storesOf(db, operatorId);
  const own = stores.find((each) => each.storeId === storeId);
  if (!own) return undefined;
  const choices = stores.filter(({ currency }) => currency === own.currency);
  const chosen = store === 'all' ? choices : choices.filter((each) => each.storeId === (store ?? storeId));
  if (chosen.length === 0) return undefined;
  const leftOut = store === 'all' ? stores.filter(({ currency }) => currency !== own.currency) : [];
  return { own, chosen, choices, leftOut };
}

/** What a report says of its stores. */
export function storesHead({ own, chosen, choices, leftOut }: ReportStores) {
  return {
    currency: own.currency,
    digits: own.digits,
    stores: chosen.map(named),
    choices: choices.map(named),
    leftOut: leftOut.map(named),
  };
}

/** The ids of the stores in which an operator works. */
export async function workingStores(db: Kysely<Tables>, operatorId: string): Promise<string[]> {
  return (await storesOf(db, operatorId)).map(({ storeId }) => storeId);
}

/** The stores in which an operator works. */
async function storesOf(db: Kysely<Tables>, operatorId: string | null): Promise<ReportStoreRow[]> {
  const { rows } = await sql<ReportStoreRow>`
    select store.store_id as "storeId", location_id as "locationId", settings ->> 'name' as name,
      settings #>> '{currency,code}' as currency, (settings #>> '{currency,digits}')::int as digits,
      settings ->> 'timeZone' as "timeZone", settings ->> 'dayStartsAt' as "dayStartsAt"
    from operator join store on store.store_id = any(operator.store_ids)
    where operator_id = ${operatorId} order by name, store.store_id`.execute(db);
  return rows;
}

function named({ storeId, name }: ReportStoreRow): { storeId: string; name: string } {
  return { storeId, name };
}
