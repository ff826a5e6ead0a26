import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { announceFleet } from './announce-fleet.ts';
import { noteHistory } from './note-history.ts';

/** A connection whose register has told nothing for so long is taken for dead: it tells something every minute. */
const SILENT_MS = 3 * 60_000;

/** A register opened its stream of announcements: of several that it has, the newest counts. */
export async function noteConnected(context: ServerContext, journalId: string, connection: string): Promise<void> {
  const at = context.now().toISOString();
  await sql`insert into register_contact (journal_id, first_seen_at, seen_at, connection, changed_at)
    values (${journalId}::uuid, ${at}, ${at}, ${connection}::uuid, ${at})
    on conflict (journal_id) do update set seen_at = excluded.seen_at, connection = excluded.connection,
      changed_at = case when register_contact.connection is null or register_contact.seen_at < ${silentSince(context)}
        then excluded.changed_at else register_contact.changed_at end`.execute(context.db);
  await noteHistory(context, journalId, 'on');
  announceFleet(context);
}

/** The stream ended. One that was replaced by a newer one meanwhile changes nothing. */
export async function noteDisconnected(context: ServerContext, journalId: string, connection: string): Promise<void> {
  const at = context.now().toISOString();
  const ended = await context.db
    .updateTable('register_contact')
    .set({ connection: null, seen_at: at, changed_at: at })
    .where('journal_id', '=', journalId)
    .where('connection', '=', connection)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return;
  await noteHistory(context, journalId, 'off');
  announceFleet(context);
}

/** Whoever was heard before this instant, and not since, is not online, whatever its connection looks like. */
export function silentSince({ now }: Pick<ServerContext, 'now'>): string {
  return new Date(now().getTime() - SILENT_MS).toISOString();
}
