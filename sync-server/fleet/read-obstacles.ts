import { type Kysely, sql } from 'kysely';
import type { StoreObstacle } from '#contracts/http/fleet.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const NAMES_MAX = 10;

/**
 * What stands in the way of closing a store, none of which a server could settle by itself: shifts that are open, facts that
 * registers still hold, goods that are there or on their way. `ownRegister` is where it is asked from.
 */
export async function readObstacles(
  db: Kysely<Tables>,
  store: { storeId: string; locationId: string },
  ownRegister: { registerId: string; storeId: string },
): Promise<StoreObstacle[]> {
  const own = ownRegister.storeId === store.storeId ? [ownRegister.registerId] : [];
  return [
    obstacle('own', await namesOf(db, own)),
    obstacle('sessions', await openSessions(db, store.storeId)),
    obstacle('facts', await waitingRegisters(db, store.storeId)),
    await stockThere(db, store.locationId),
    obstacle('transit', await goodsOnTheirWay(db, store.locationId)),
  ].filter(({ count }) => count > 0);
}

function obstacle(kind: StoreObstacle['obstacle'], names: readonly string[]): StoreObstacle {
  return { obstacle: kind, count: names.length, names: names.slice(0, NAMES_MAX) };
}

async function namesOf(db: Kysely<Tables>, registerIds: readonly string[]): Promise<string[]> {
  if (registerIds.length === 0) return [];
  const rows = await db
    .selectFrom('register')
    .select('name')
    .where('register_id', 'in', [...registerIds])
    .execute();
  return rows.map(({ name }) => name);
}

async function openSessions(db: Kysely<Tables>, storeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('session')
    .leftJoin('register', 'register.register_id', 'session.register_id')
    .select(['session.register_id', 'name'])
    .where('session.store_id', '=', storeId)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .execute();
  return rows.map(({ register_id, name }) => name ?? register_id);
}

/** As they said last, of registers that are in service; and lines that wait for what comes before them. */
async function waitingRegisters(db: Kysely<Tables>, storeId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct register.name from journal
      join register on register.register_id = journal.register_id
      left join register_contact on register_contact.journal_id = journal.journal_id
    where journal.store_id = ${storeId} and (
      (journal.revoked_at is null and (register_contact.report #>> '{journal,seq}')::int8 > journal.watermark)
      or exists (select from parked where parked.journal_id = journal.journal_id))
    order by register.name`.execute(db);
  return rows.map(({ name }) => name);
}

async function stockThere(db: Kysely<Tables>, locationId: string): Promise<StoreObstacle> {
  const { rows } = await sql<{ count: number; names: string[] | null }>`
    select count(*)::int4 as count, (array_agg(name order by abs(on_hand) desc))[1:${sql.lit(NAMES_MAX)}] as names
    from stock join variant on variant.variant_id = stock.variant_id
    where location_id = ${locationId} and on_hand <> 0`.execute(db);
  return { obstacle: 'stock', count: rows[0]?.count ?? 0, names: rows[0]?.names ?? [] };
}

async function goodsOnTheirWay(db: Kysely<Tables>, locationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('transfer')
    .select('transfer_id')
    .where((where) => where.or([where('from_location_id', '=', locationId), where('to_location_id', '=', locationId)]))
    .where('complete', '=', false)
    .orderBy('heard_at')
    .execute();
  return rows.map(({ transfer_id }) => transfer_id);
}
