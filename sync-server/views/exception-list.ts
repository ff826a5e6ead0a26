import type { Kysely } from 'kysely';
import type { Static } from 'typebox';
import type { ExceptionRow } from '#contracts/http/reports.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const ROWS_MAX = 500;

/** The newest 500 exceptions, newest first; of one store where it is named. */
export async function readExceptions(
  db: Kysely<Tables>,
  { status, storeId }: { status?: 'open' | 'resolved'; storeId?: string },
): Promise<Static<typeof ExceptionRow>[]> {
  const rows = await db
    .selectFrom('exception')
    .selectAll()
    .$if(status !== undefined, (select) => select.where('status', '=', status ?? 'open'))
    .$if(storeId !== undefined, (select) => select.where('store_id', '=', storeId ?? ''))
    .orderBy('opened_at', 'desc')
    .orderBy('exception_id')
    .limit(ROWS_MAX)
    .execute();
  return rows.map((row) => ({
    exceptionId: row.exception_id,
    code: row.code,
    storeId: row.store_id,
    openedAt: row.opened_at.toISOString(),
    status: row.status,
    amount: row.amount,
    journalId: row.journal_id,
    seq: row.seq,
    detail: row.detail,
  }));
}
