import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { readContacts } from '#sync-server/db/member-contacts.ts';
import { personalPorts } from '#sync-server/db/personal-ports.ts';
import { CHAIN_FEED } from '#sync-server/ingest/effects.ts';

/** So many profiles are read in one transaction. */
const PART = 500;

/** Makes what members are found by where it is not yet made, as of those enrolled before there was such a thing, and sends their cards again. */
export async function readAllContacts(context: ServerContext): Promise<void> {
  while ((await readSome(context)) === PART);
}

async function readSome(context: ServerContext): Promise<number> {
  const { store, onMoved } = context.ingest;
  const { read, moved } = await store.transaction(async (tx) => {
    const members = await tx.db
      .selectFrom('member')
      .innerJoin('vault', 'vault.subject_id', 'member.subject_id')
      .select('member_id')
      .whereRef('read_revision', '<', 'revision')
      .where('erased_at', 'is', null)
      .where('vault.key', 'is not', null)
      .orderBy('member_id')
      .limit(PART)
      .execute();
    const memberIds = members.map(({ member_id }) => member_id);
    if (memberIds.length === 0) return { read: 0, moved: new Map<string, number>() };
    await readContacts(tx.db, memberIds, personalPorts(context));
    // One that can't be read is not tried again with every start.
    await sql`update member set read_revision = revision where member_id = any(${memberIds}::text[])`.execute(tx.db);
    const touched = memberIds.map((key) => ({ feed: CHAIN_FEED, kind: 'member-card' as const, key, deleted: false }));
    return { read: memberIds.length, moved: await tx.touch(touched) };
  });
  onMoved(moved);
  return read;
}
