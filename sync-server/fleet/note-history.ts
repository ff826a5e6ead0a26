import { sql } from 'kysely';
import type { RegisterReport } from '#contracts/http/fleet.ts';
import type { ServerContext } from '#sync-server/context.ts';

/** So much is kept of each journal. */
const KEPT = 300;

/** Adds to what a register told over time, and drops what is more than anybody looks at. */
export async function noteHistory(
  { db, now }: ServerContext,
  journalId: string,
  kind: 'report' | 'on' | 'off',
  report: RegisterReport | null = null,
  clockMs: number | null = null,
): Promise<void> {
  await db
    .insertInto('register_history')
    .values({
      journal_id: journalId,
      at: now().toISOString(),
      kind,
      waiting: report?.journal.waiting ?? 0,
      clock_ms: clockMs,
      free: report?.disk?.free ?? null,
      version: report?.version ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await sql`delete from register_history where journal_id = ${journalId}::uuid and at < (
    select at from register_history where journal_id = ${journalId}::uuid order by at desc offset ${KEPT} limit 1)`.execute(
    db,
  );
}
