import { type Kysely, sql } from 'kysely';
import { ProfilePatch } from '#contracts/member/profile.ts';
import { parseJson } from '#contracts/schema.ts';
import { type Profile, patchProfile } from '#domain/member/profile.ts';
import { eraseOrderPersons } from '#sync-server/db/erase-order-persons.ts';
import { readContacts } from '#sync-server/db/member-contacts.ts';
import type { PersonalPorts } from '#sync-server/db/personal-ports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { destroyKey, putText, readProfiles, readTexts, replaceText } from '#sync-server/db/vault.ts';
import { changeCase, eraseCases, openCase } from '#sync-server/db/write-cases.ts';
import { writeMerge, writeParted } from '#sync-server/db/write-merges.ts';
import { writeTags } from '#sync-server/db/write-tags.ts';
import type { Touch } from '#sync-server/ingest/effects.ts';
import type {
  ConsentEffect,
  EnrolledEffect,
  ErasedEffect,
  MemberEffect,
  ProgramEffect,
  RevisedEffect,
} from '#sync-server/ingest/member-effects.ts';

/** Writes what facts make of members, in their order; answers cards that say something else by it. */
export async function writeMembers(
  db: Kysely<Tables>,
  effects: readonly MemberEffect[],
  personal: PersonalPorts,
): Promise<Touch[]> {
  const touched: Touch[] = [];
  for (const effect of effects) {
    switch (effect.type) {
      case 'enrolled':
        await enrol(db, effect);
        break;
      case 'revised':
        await revise(db, effect, personal);
        break;
      case 'tagged':
        touched.push(...(await writeTags(db, effect)));
        break;
      case 'case-opened':
        await openCase(db, effect);
        break;
      case 'case-changed':
        await changeCase(db, effect);
        break;
      case 'erased':
        await erase(db, effect);
        break;
      case 'consent':
        await keepConsent(db, effect);
        break;
      case 'program':
        await keepProgram(db, effect);
        break;
      case 'merged':
      case 'unmerged':
        touched.push(...(await writeMerge(db, effect)));
        break;
      case 'parted':
        await writeParted(db, effect);
    }
  }
  const changed = effects.flatMap((effect) => {
    return effect.type === 'enrolled' || effect.type === 'revised' ? [effect.memberId] : [];
  });
  await readContacts(db, [...new Set(changed)], personal);
  return touched;
}

/** The same member again changes nothing; the text of a profile of somebody who was erased goes too. */
async function enrol(db: Kysely<Tables>, { memberId, subjectId, cardNumber, at, storeId }: EnrolledEffect) {
  const enrolled = { enrolled_at: at, enrolled_store: storeId };
  await db
    .insertInto('member')
    .values({ member_id: memberId, subject_id: subjectId, card_number: cardNumber, ...enrolled })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes over what is in the vault; until that arrives the change waits in `member_text`. */
async function revise(db: Kysely<Tables>, effect: RevisedEffect, personal: PersonalPorts): Promise<void> {
  const { memberId, subjectId, fields, contested, at, by } = effect;
  await db
    .insertInto('member_text')
    .values({ subject_id: subjectId, member_id: memberId, kind: 'change', fields: [...fields], at, by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (contested) await keepBefore(db, memberId, { ...contested, at, by }, personal);
  await sql`update member set revision = revision + 1, field_revisions = field_revisions ||
      (select jsonb_object_agg(field, revision + 1) from unnest(${[...fields]}::text[]) as field)
    where member_id = ${memberId} and erased_at is null`.execute(db);
  await takeChange(db, subjectId, personal);
}

/** What a profile said of some fields before another change of them, kept so that somebody can choose. */
async function keepBefore(
  db: Kysely<Tables>,
  memberId: string,
  { fields, textId, at, by }: NonNullable<RevisedEffect['contested']> & Pick<RevisedEffect, 'at' | 'by'>,
  { random }: PersonalPorts,
): Promise<void> {
  const profile = await profileOf(db, memberId);
  if (!profile) return;
  const before = Object.fromEntries(fields.map((field) => [field, profile.now[field] ?? null]));
  await putText(db, textId, JSON.stringify(before), random);
  await db
    .insertInto('member_text')
    .values({ subject_id: textId, member_id: memberId, kind: 'before', fields: [...fields], at, by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Applies a change whose text is there, and destroys that text; one of somebody who was erased is destroyed unread. */
export async function takeChange(
  db: Kysely<Tables>,
  subjectId: string,
  { random }: PersonalPorts,
): Promise<string | null> {
  const change = await db
    .selectFrom('member_text')
    .select('member_id')
    .where('subject_id', '=', subjectId)
    .where('kind', '=', 'change')
    .executeTakeFirst();
  const text = (await readTexts(db, [subjectId])).get(subjectId);
  if (!change || text === undefined) return null;
  const patch = parseJson(ProfilePatch, text);
  const profile = await profileOf(db, change.member_id);
  if (patch.ok && profile) {
    const after = patchProfile(profile.now, patch.value);
    await replaceText(db, profile.subjectId, JSON.stringify(after), random);
  }
  await destroyKey(db, subjectId);
  return change.member_id;
}

async function profileOf(db: Kysely<Tables>, memberId: string): Promise<{ subjectId: string; now: Profile } | null> {
  const member = await db
    .selectFrom('member')
    .select('subject_id')
    .where('member_id', '=', memberId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (!member) return null;
  const { subject_id: subjectId } = member;
  return { subjectId, now: (await readProfiles(db, [subjectId])).get(subjectId) ?? {} };
}

/**
 * Destroys the keys of all that the vault has of a member: their profile, what was said of it, and the addresses that receipts of theirs
 * were mailed to; what waits to be mailed there fails. What they are found by goes with it.
 */
async function erase(db: Kysely<Tables>, { memberId, at, by }: ErasedEffect): Promise<void> {
  await db
    .updateTable('member')
    .set({ erased_at: at, erased_by: by, group_id: null, tags: [] })
    .where('member_id', '=', memberId)
    .execute();
  await db.deleteFrom('member_contact').where('member_id', '=', memberId).execute();
  await sql`update vault set key = null where subject_id in (
      select subject_id from member where member_id = ${memberId}
      union all select subject_id from member_text where member_id = ${memberId}
      union all select address_id from mail join customer_order using (order_id)
        where member_id = ${memberId} and address_id is not null)`.execute(db);
  await eraseOrderPersons(db, memberId);
  await eraseCases(db, memberId);
  await sql`update mail set status = 'failed', last_error = 'erased' from customer_order
      where customer_order.order_id = mail.order_id and member_id = ${memberId} and mail.status = 'waiting'`.execute(
    db,
  );
}

async function keepConsent(
  db: Kysely<Tables>,
  { said, journalId, seq, at, by, storeId }: ConsentEffect,
): Promise<void> {
  const { memberId, purposeId, given, textVersion, language, channel } = said;
  await db
    .insertInto('consent')
    .values({
      journal_id: journalId,
      seq,
      member_id: memberId,
      purpose_id: purposeId,
      given,
      text_version: textVersion,
      language,
      channel,
      at,
      store_id: storeId,
      by,
    })
    .execute();
}

async function keepProgram(db: Kysely<Tables>, { published, at, by }: ProgramEffect): Promise<void> {
  const { version, program } = published;
  await db
    .insertInto('member_program')
    .values({ version, program: JSON.stringify(program), changed_at: at, changed_by: by })
    .execute();
}
