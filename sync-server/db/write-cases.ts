import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import { destroyKey } from '#sync-server/db/vault.ts';
import type { CaseChangedEffect, CaseOpenedEffect } from '#sync-server/ingest/member-effects.ts';

/** Keeps a case, of the member it names or whose order it is about; of somebody who was erased nothing is kept. */
export async function openCase(db: Kysely<Tables>, { opened, at, by, storeId }: CaseOpenedEffect): Promise<void> {
  const { caseId, noteId, kind, orderId = null } = opened;
  const memberId = 'memberId' in opened ? opened.memberId : await memberOfOrder(db, orderId);
  await db
    .insertInto('member_case')
    .values({
      ...{ case_id: caseId, member_id: memberId, order_id: orderId, kind, store_id: storeId },
      ...{ state: 'open' as const, state_at: at, opened_at: at, opened_by: by },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await note(db, { noteId, caseId, at, by, step: 'opened', assignedTo: null });
  if (memberId !== null && (await isErased(db, memberId))) await eraseCases(db, memberId);
}

/** Keeps what was done about a case. Whether it is open is as whatever was witnessed last says, in whatever order it is heard of. */
export async function changeCase(db: Kysely<Tables>, { changed, at, by }: CaseChangedEffect): Promise<void> {
  const { caseId, noteId, step, assignedTo } = changed;
  const erased = await db
    .selectFrom('member_text')
    .select('member_id')
    .where('subject_id', '=', caseId)
    .where('kind', '=', 'case')
    .executeTakeFirst();
  if (erased) {
    await goesWith(db, erased.member_id, sql`select ${noteId}::uuid as subject_id, ${at}::timestamptz as at`);
    return destroyKey(db, noteId);
  }
  await note(db, { noteId, caseId, at, by, step, assignedTo: assignedTo ?? null });
  await sql`update member_case set assigned_to = (
      select assigned_to from case_note where case_note.case_id = member_case.case_id and step = 'assigned'
      order by at desc, note_id desc limit 1) where case_id = ${caseId}`.execute(db);
  if (step !== 'closed' && step !== 'reopened') return;
  const isClosed = step === 'closed';
  await db
    .updateTable('member_case')
    .set({
      state: isClosed ? 'closed' : 'open',
      state_at: at,
      closed_at: isClosed ? at : null,
      closed_by: isClosed ? by : null,
    })
    .where('case_id', '=', caseId)
    .where(sql<boolean>`coalesce(state_at, opened_at) <= ${at}::timestamptz`)
    .execute();
}

/**
 * Destroys what was said in cases of a member and about their orders, and forgets that there were any, but for their ids: what is said of
 * them late goes too.
 */
export async function eraseCases(db: Kysely<Tables>, memberId: string): Promise<void> {
  const theirs = sql`(select case_id from member_case where member_id = ${memberId}
    or order_id in (select order_id from customer_order where member_id = ${memberId})
    or order_id in (select order_id from online_order where member_id = ${memberId}))`;
  await goesWith(
    db,
    memberId,
    sql`select case_id as subject_id, opened_at as at from member_case where case_id in ${theirs}
      union all select note_id, at from case_note where case_id in ${theirs}`,
  );
  await sql`update vault set key = null where subject_id in (select note_id from case_note where case_id in ${theirs})`.execute(
    db,
  );
  await sql`delete from case_note where case_id in ${theirs}`.execute(db);
  await sql`delete from member_case where case_id in ${theirs}`.execute(db);
}

/** Notes texts as an erased member's, so that one that comes late is not kept. */
async function goesWith(db: Kysely<Tables>, memberId: string, texts: RawBuilder<unknown>): Promise<void> {
  await sql`insert into member_text (subject_id, member_id, kind, at)
    select subject_id, ${memberId}::text, 'case', at from (${texts}) as said on conflict do nothing`.execute(db);
}

async function isErased(db: Kysely<Tables>, memberId: string): Promise<boolean> {
  const member = await db.selectFrom('member').select('erased_at').where('member_id', '=', memberId).executeTakeFirst();
  return member?.erased_at != null;
}

async function memberOfOrder(db: Kysely<Tables>, orderId: string | null): Promise<string | null> {
  const { rows } = await sql<{ member_id: string | null }>`
    select member_id from customer_order where order_id = ${orderId}::uuid
    union all select member_id from online_order where order_id = ${orderId}::uuid`.execute(db);
  return rows[0]?.member_id ?? null;
}

interface Said {
  noteId: string;
  at: string;
  by: string | null;
}

type Step = 'opened' | CaseChangedEffect['changed']['step'];

async function note(
  db: Kysely<Tables>,
  { noteId, caseId, at, by, step, assignedTo }: Said & { caseId: string; step: Step; assignedTo: string | null },
): Promise<void> {
  await db
    .insertInto('case_note')
    .values({ note_id: noteId, case_id: caseId, at, by, step, assigned_to: assignedTo })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
