import { storePolicy } from '#contracts/views/store-policy.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { KeptJournal } from '#sync-server/ingest/append-facts.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** A device without a host as it stands now. */
export interface Device extends KeptJournal {
  registerId: string;
  storeId: string;
  locationId: string;
  revoked: boolean;
  /** Who is signed in on it; null for nobody. */
  operatorId: string | null;
  /** Who was, until nothing was touched for too long or they no longer work here: to be signed out. */
  lapsed: string | null;
}

/** Where a store never locks its tills, a device nobody touched is signed out all the same. */
const IDLE_MAX_MS = 12 * 3_600_000;
const MINUTE_MS = 60_000;

/** The device that carries a token; undefined where none does. */
export async function findDevice({ db, now }: ServerContext, token: string): Promise<Device | undefined> {
  const row = await db
    .selectFrom('device')
    .innerJoin('journal', 'journal.journal_id', 'device.journal_id')
    .innerJoin('store', 'store.store_id', 'journal.store_id')
    .leftJoin('operator', 'operator.operator_id', 'device.operator_id')
    .select(['device.journal_id', 'register_id', 'journal.store_id', 'location_id', 'revoked_at', 'settings'])
    .select(['device.operator_id', 'active_at', 'store_ids', 'archived'])
    .where('token_hash', '=', hashOfText(token))
    .executeTakeFirst();
  if (!row) return undefined;
  const { timeZone, dayStartsAt } = row.settings;
  const worksHere = row.store_ids?.includes(row.store_id) === true && row.archived === false;
  const idleMs = storePolicy(row.settings).session.idleMinutes * MINUTE_MS || IDLE_MAX_MS;
  const isIdle = now().getTime() - row.active_at.getTime() > Math.min(idleMs, IDLE_MAX_MS);
  const stays = worksHere && !isIdle;
  return {
    journalId: row.journal_id,
    registerId: row.register_id,
    storeId: row.store_id,
    locationId: row.location_id,
    revoked: row.revoked_at !== null,
    operatorId: stays ? row.operator_id : null,
    lapsed: stays ? null : row.operator_id,
    businessDateAt: (at) => businessDateAt(at, timeZone, dayStartsAt),
  };
}
