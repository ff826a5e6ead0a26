import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { readContacts } from '#sync-server/db/member-contacts.ts';
import { personalPorts } from '#sync-server/db/personal-ports.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { destroyKey, putText } from '#sync-server/db/vault.ts';
import { takeChange } from '#sync-server/db/write-members.ts';
import { recountTags } from '#sync-server/db/write-tags.ts';
import { CHAIN_FEED, storeFeed, type Touch } from '#sync-server/ingest/effects.ts';

/**
 * Keeps a text in the vault. What was waiting for it is made of it now and sent again: parked carts whose note it is, and the card of the
 * member whose profile it is, or a change of it. A text about somebody who was erased meanwhile is not kept.
 */
export async function keepText(context: ServerContext, subjectId: string, text: string): Promise<void> {
  const { store, onMoved } = context.ingest;
  const moved = await store.transaction(async (tx) => {
    if (!(await putText(tx.db, subjectId, text, context.random))) return new Map<string, number>();
    const touched = [...(await parkedWith(tx.db, subjectId)), ...(await memberWith(context, tx.db, subjectId))];
    if (touched.length === 0) return new Map<string, number>();
    return tx.touch(touched.map((touch) => ({ ...touch, deleted: false })));
  });
  onMoved(moved);
}

async function parkedWith(db: SqlIngestTransaction['db'], subjectId: string): Promise<Touch[]> {
  const waiting = await db
    .selectFrom('parked_cart')
    .select(['park_id', 'store_id'])
    .where('claimed_by', 'is', null)
    .where(sql<boolean>`strpos(cart::text, ${subjectId}) > 0`)
    .execute();
  return waiting.map(({ park_id, store_id }) => ({ feed: storeFeed(store_id), kind: 'parked-cart', key: park_id }));
}

async function memberWith(context: ServerContext, db: SqlIngestTransaction['db'], subjectId: string): Promise<Touch[]> {
  const personal = personalPorts(context);
  const found = await sql<{ member_id: string; erased: boolean; kind: string | null }>`
    select member_id, erased_at is not null as erased, named.kind from (
      select member_id, null as kind from member where subject_id = ${subjectId}
      union all select member_id, kind from member_text where subject_id = ${subjectId}) as named join member using (member_id)`.execute(
    db,
  );
  const [member] = found.rows;
  if (!member) return [];
  if (member.erased) {
    await destroyKey(db, subjectId);
    return [];
  }
  if (member.kind === 'case' || member.kind === 'order') return [];
  if (member.kind === 'tags') return recountTags(db, [member.member_id]);
  await takeChange(db, subjectId, personal);
  await readContacts(db, [member.member_id], personal);
  return [{ feed: CHAIN_FEED, kind: 'member-card', key: member.member_id }];
}
