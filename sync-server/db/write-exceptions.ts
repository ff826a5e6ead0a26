import { type Kysely, sql } from 'kysely';
import { insertRows, lastOf } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

const COLUMNS = {
  exception_id: 'uuid',
  code: 'text',
  store_id: 'text',
  journal_id: 'uuid',
  seq: 'int8',
  amount: 'int8',
  detail: 'jsonb',
  opened_at: 'timestamptz',
} as const;

/** Opens exceptions, those that were settled and come again anew, and settles others. One that is open stays as it is. */
export async function writeExceptions(
  db: Kysely<Tables>,
  { exceptions, resolutions }: Pick<Effects, 'exceptions' | 'resolutions'>,
  openedAt: string,
): Promise<void> {
  const rows = exceptions.map(({ exceptionId, code, storeId, journalId, seq, amount, detail }) => ({
    exception_id: exceptionId,
    code,
    store_id: storeId,
    journal_id: journalId,
    seq,
    amount,
    detail: JSON.stringify(detail),
    opened_at: openedAt,
  }));
  const once = lastOf(rows.reverse(), ({ exception_id }) => exception_id).reverse();
  await insertRows(
    db,
    'exception',
    COLUMNS,
    once,
    sql`(exception_id) do update set status = 'open', opened_at = excluded.opened_at, amount = excluded.amount,
      detail = excluded.detail, times = exception.times + 1, choice = null, note_id = null, resolved_by = null,
      resolved_at = null
      where exception.status = 'resolved'`,
  );
  for (const { exceptionId, choice, at, by = null, noteId = null } of resolutions) {
    await db
      .updateTable('exception')
      .set({ status: 'resolved', choice, resolved_at: at, resolved_by: by, note_id: noteId })
      .where('exception_id', '=', exceptionId)
      .where('status', '=', 'open')
      .execute();
  }
}
