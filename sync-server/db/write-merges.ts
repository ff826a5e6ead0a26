import { type Kysely, sql } from 'kysely';
import { membersWith } from '#sync-server/db/member-group.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { recountTags } from '#sync-server/db/write-tags.ts';
import type { Touch } from '#sync-server/ingest/effects.ts';
import type { MergeEffect, PartedEffect } from '#sync-server/ingest/member-effects.ts';

/** Reads one member under another, or themselves again with all that was merged into them. Answers the cards of all whom it concerns. */
export async function writeMerge(db: Kysely<Tables>, { type, merge, at, by }: MergeEffect): Promise<Touch[]> {
  const { mergeId, keptId, mergedId } = merge;
  const before = await membersWith(db, [keptId, mergedId]);
  if (type === 'merged') {
    await db
      .insertInto('member_merge')
      .values({ merge_id: mergeId, kept: keptId, merged: mergedId, at, by })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await db.updateTable('member').set({ merged_into: keptId }).where('member_id', '=', mergedId).execute();
  } else {
    await db
      .updateTable('member_merge')
      .set({ undone_at: at, undone_by: by })
      .where('merge_id', '=', mergeId)
      .execute();
    await db.updateTable('member').set({ merged_into: null }).where('member_id', '=', mergedId).execute();
  }
  await sql`with recursive under as (
      select member_id, null::text as root_id from member where member_id = any(${before}::text[]) and merged_into is null
      union all
      select member.member_id, coalesce(under.root_id, under.member_id) from member join under on member.merged_into = under.member_id
    ) update member set root_id = under.root_id from under where member.member_id = under.member_id`.execute(db);
  return recountTags(db, before);
}

export async function writeParted(db: Kysely<Tables>, { memberIds, at, by }: PartedEffect): Promise<void> {
  const [member = '', other = ''] = [...memberIds].sort();
  await db
    .insertInto('member_parted')
    .values({ member_id: member, other_id: other, at, by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
