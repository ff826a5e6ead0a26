import { type Kysely, sql } from 'kysely';
import { TagChange } from '#contracts/member/tags.ts';
import { parseJson } from '#contracts/schema.ts';
import { storable } from '#domain/journal/storable.ts';
import { changeTags } from '#domain/member/tags.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { destroyKey, readTexts } from '#sync-server/db/vault.ts';
import { CHAIN_FEED, type Touch } from '#sync-server/ingest/effects.ts';
import type { TaggedEffect } from '#sync-server/ingest/member-effects.ts';

/** Keeps a change of a member's tags, and counts it once its text is there. Answers the cards that say other tags by it. */
export async function writeTags(db: Kysely<Tables>, { memberId, subjectId, at, by }: TaggedEffect): Promise<Touch[]> {
  await db
    .insertInto('member_text')
    .values({ subject_id: subjectId, member_id: memberId, kind: 'tags', fields: null, at, by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const member = await db.selectFrom('member').select('erased_at').where('member_id', '=', memberId).executeTakeFirst();
  if (member?.erased_at == null) return recountTags(db, [memberId]);
  await destroyKey(db, subjectId);
  return [];
}

/**
 * Makes the tags of members anew from all that was said of them, in the order of when it was said (of two at once by their ids, which are UUIDv7): whoever is one person has the tags of all,
 * whoever is two again their own, and a text that comes late is counted where it belongs. Answers their cards.
 */
export async function recountTags(db: Kysely<Tables>, memberIds: readonly string[]): Promise<Touch[]> {
  const group = await membersWith(db, memberIds);
  const { rows } = await sql<{ subject_id: string; root: string }>`
    select member_text.subject_id, coalesce(root_id, member_id) as root from member_text join member using (member_id)
    where member_id = any(${group}::text[]) and kind = 'tags' order by at, member_text.subject_id`.execute(db);
  const texts = await readTexts(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  const tagsOf = new Map<string, string[]>();
  for (const { subject_id, root } of rows) {
    const change = parseJson(TagChange, texts.get(subject_id) ?? '');
    if (change.ok) tagsOf.set(root, changeTags(tagsOf.get(root) ?? [], storable(change.value)));
  }
  const told = JSON.stringify([...tagsOf].map(([root, tags]) => ({ root, tags })));
  await sql`update member set tags = coalesce((
      select array(select jsonb_array_elements_text(one -> 'tags')) from jsonb_array_elements(${told}::jsonb) as one
      where one ->> 'root' = coalesce(root_id, member_id)), '{}')
    where member_id = any(${group}::text[]) and erased_at is null`.execute(db);
  return group.map((key) => ({ feed: CHAIN_FEED, kind: 'member-card', key }));
}
