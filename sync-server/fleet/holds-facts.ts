import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

/** Whether a register has facts that are not taken yet: on its till, as it said last, or waiting here for what comes before them. */
export async function holdsFacts(db: Kysely<Tables>, registerId: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`select exists (
    select from journal left join register_contact on register_contact.journal_id = journal.journal_id
    where journal.register_id = ${registerId} and (
      (register_contact.report #>> '{journal,seq}')::int8 > journal.watermark
      or exists (select from parked where parked.journal_id = journal.journal_id))) as holds`.execute(db);
  return rows[0]?.holds ?? false;
}
