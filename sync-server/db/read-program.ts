import type { Kysely } from 'kysely';
import { type MemberProgram, NO_PROGRAM } from '#contracts/member/program.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What membership is in the chain now; version 0 where nothing was ever said. */
export async function readProgram(db: Kysely<Tables>): Promise<{ version: number; program: MemberProgram }> {
  const row = await db
    .selectFrom('member_program')
    .select(['version', 'program'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { version: 0, program: NO_PROGRAM };
}
