import { type Kysely, sql } from 'kysely';
import type { MemberKnown } from '#contracts/http/members.ts';
import { ProfilePatch } from '#contracts/member/profile.ts';
import { parseJson } from '#contracts/schema.ts';
import { shownName } from '#domain/member/profile.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles, readTexts } from '#sync-server/db/vault.ts';

interface Row {
  subject_id: string;
  revision: number;
  card_number: string;
  tags: string[];
  receipts: number;
  last_on: string | null;
  mailed: number;
  owed: number;
}

/** What is known of a member, and how many receipts of theirs there are; undefined where they are not there, or were erased. */
export async function readMemberKnown(db: Kysely<Tables>, asked: string): Promise<MemberKnown | undefined> {
  const memberId = await rootOf(db, asked);
  const group = await membersWith(db, [memberId]);
  const all = sql<string>`any(${group}::text[])`;
  const { rows } = await sql<Row>`
    select subject_id, card_number, revision, tags,
      (select count(*)::int8 from customer_order where member_id = ${all}) as receipts,
      (select max(business_date)::text from customer_order where member_id = ${all}) as last_on,
      (select count(distinct address_id)::int8 from mail join customer_order using (order_id)
        where member_id = ${all}) as mailed,
      (select coalesce(sum(balance), 0)::int8 from account where account_id = ${all}) as owed
    from member where member_id = ${memberId} and erased_at is null`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const profile = (await readProfiles(db, [row.subject_id])).get(row.subject_id);
  return {
    memberId,
    cardNumber: row.card_number,
    shownName: shownName(profile ?? {}, row.card_number),
    ...profile,
    tags: row.tags,
    revision: row.revision,
    before: await readBefore(db, memberId),
    merges: await readMerges(db, memberId),
    consents: await readConsents(db, group),
    mailed: row.mailed,
    receipts: row.receipts,
    lastReceiptOn: row.last_on,
    owed: row.owed,
  };
}

/** So many are shown: whoever looks settles the newest. */
const BEFORE_MAX = 5;

async function readBefore(db: Kysely<Tables>, memberId: string): Promise<MemberKnown['before']> {
  const rows = await db
    .selectFrom('member_text')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('kind', '=', 'before')
    .orderBy('at', 'desc')
    .limit(BEFORE_MAX)
    .execute();
  const texts = await readTexts(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  return rows.flatMap(({ subject_id, at, by }) => {
    const was = parseJson(ProfilePatch, texts.get(subject_id) ?? '');
    return was.ok ? [{ at: at.toISOString(), by, was: was.value }] : [];
  });
}

/** What a member said to each purpose last, under whichever card: by when it was said, and of two at once by what the server heard last. */
async function readConsents(db: Kysely<Tables>, memberIds: readonly string[]): Promise<MemberKnown['consents']> {
  const rows = await db
    .selectFrom('consent')
    .selectAll()
    .distinctOn('purpose_id')
    .where('member_id', 'in', ['', ...memberIds])
    .orderBy('purpose_id')
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .execute();
  return rows.map(({ purpose_id: purposeId, given, text_version: textVersion, language, channel, at, by }) => {
    return { purposeId, given, textVersion, language, channel, at: at.toISOString(), by };
  });
}

/** The member whom somebody is read under: themselves, unless they were merged. */
async function rootOf(db: Kysely<Tables>, memberId: string): Promise<string> {
  const row = await db.selectFrom('member').select('root_id').where('member_id', '=', memberId).executeTakeFirst();
  return row?.root_id ?? memberId;
}

async function readMerges(db: Kysely<Tables>, memberId: string): Promise<MemberKnown['merges']> {
  const rows = await db
    .selectFrom('member_merge')
    .innerJoin('member', 'member.member_id', 'member_merge.merged')
    .select(['merge_id', 'merged', 'subject_id', 'card_number', 'at', 'by'])
    .where('kept', '=', memberId)
    .where('undone_at', 'is', null)
    .orderBy('at')
    .execute();
  const profiles = await readProfiles(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  return rows.map(({ merge_id: mergeId, merged, subject_id, card_number: cardNumber, at, by }) => {
    const called = shownName(profiles.get(subject_id) ?? {}, cardNumber);
    return { mergeId, memberId: merged, shownName: called, cardNumber, at: at.toISOString(), by };
  });
}
