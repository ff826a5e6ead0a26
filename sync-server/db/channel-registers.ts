import type { Kysely } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

/** The registers that are channels, as a query: they stand nowhere, so that nobody renames, replaces or revokes them. */
export function channelRegisters(db: Kysely<Tables>) {
  return db
    .selectFrom('channel')
    .innerJoin('journal', 'journal.journal_id', 'channel.journal_id')
    .select('journal.register_id');
}
