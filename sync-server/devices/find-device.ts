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
  /** Who was, until nothing was touched for too long, they no longer work here, or sign in with another PIN or badge: to be signed out. */
  lapsed: string | null;
}

/** Where a store never locks its tills, a device nobody touched is signed out all the same. */
const IDLE_MAX_MS = 12 * 3_600_000;
const MINUTE_MS = 60_000;

/** What somebody signs in with, as it is kept with the device on which they did. */
export function credentialsOf(pinHash: string, badgeHash: string | null | undefined): string {
  return hashOfText(JSON.stringify([pinHash, badgeHash ?? null]));
}

/** The device that carries a token; undefined where none does. */
export async function findDevice({ db, now }: ServerContext, token: string): Promise<Device | undefined> {
  const row = await db
    .selectFrom('device')
    .innerJoin('journal', 'journal.journal_id', 'device.journal_id')
    .innerJoin('store', 'store.store_id', 'journal.store_id')
    .leftJoin('operator', 'operator.operator_id', 'device.operator_id')
    .select(['device.journal_id', 'register_id', 'journal.store_id', 'location_id', 'revoked_at', 'settings'])
    .select(['device.operator_id', 'active_at', 'credentials', 'store_ids', 'archived', 'pin_hash', 'badge_hash'])
    .where('token_hash', '=', hashOfText(token))
    .executeTakeFirst();
  if (!row) return undefined;
  const { timeZone, dayStartsAt } = row.settings;
  const worksHere = row.store_ids?.includes(row.store_id) === true && row.archived === false;
  const isSame = row.pin_hash !== null && row.credentials === credentialsOf(row.pin_hash, row.badge_hash);
  const idleMs = storePolicy(row.settings).session.idleMinutes * MINUTE_MS || IDLE_MAX_MS;
  const isIdle = now().getTime() - row.active_at.getTime() > Math.min(idleMs, IDLE_MAX_MS);
  const stays = worksHere && isSame && !isIdle;
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
