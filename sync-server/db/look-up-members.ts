import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { MemberLookups, MemberNeeds } from '#sync-server/ingest/member-effects.ts';

/** Answers what booking facts about members needs. */
export async function lookUpMembers(db: Kysely<Tables>, { memberIds }: MemberNeeds): Promise<MemberLookups> {
  if (memberIds.size === 0) return { known: new Map() };
  const rows = await db
    .selectFrom('member')
    .select(['member_id', 'revision', 'field_revisions', 'erased_at'])
    .where('member_id', '=', sql<string>`any(${[...memberIds]}::text[])`)
    .execute();
  return {
    known: new Map(
      rows.map(({ member_id, revision, field_revisions, erased_at }) => {
        return [member_id, { revision, fieldRevisions: field_revisions, erased: erased_at !== null }];
      }),
    ),
  };
}
