import type { MergeAnswer } from '#contracts/http/members.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

type Database = SqlIngestTransaction['db'];
interface Pair {
  keptId: string;
  mergedId: string;
}

/**
 * Makes two members one person: what either bought, earned, said and owes is read under the one that is kept, and stays where it was
 * witnessed, so that it can be undone. Each must be read under themselves by now: whom another was merged into is merged as a whole.
 */
export function mergeMembers(
  context: ServerContext,
  { keptId, mergedId }: Pair,
  operatorId: string | null,
): Promise<MergeAnswer> {
  return appendFacts<MergeAnswer>(context, async ({ db }) => {
    const refused = (fault: string) => ({ facts: [], answer: { ok: false as const, faults: [fault] } });
    const members = await rootsOf(db, [keptId, mergedId]);
    if (keptId === mergedId || members.length < 2) return refused('member-unknown');
    if (members.some(({ root_id }) => root_id !== null)) return refused('member-merged-already');
    const payload = { mergeId: context.newId(), keptId, mergedId };
    return { facts: [{ kind: 'member.merged', payload, operatorId }], answer: { ok: true } };
  });
}

/** Makes two again of members who were merged; once more changes nothing. */
export function unmergeMembers(
  context: ServerContext,
  mergeId: string,
  operatorId: string | null,
): Promise<MergeAnswer> {
  return appendFacts<MergeAnswer>(context, async ({ db }) => {
    const merge = await db.selectFrom('member_merge').selectAll().where('merge_id', '=', mergeId).executeTakeFirst();
    if (!merge) return { facts: [], answer: { ok: false, faults: ['member-unknown'] } };
    if (merge.undone_at !== null) return { facts: [], answer: { ok: true } };
    const payload = { mergeId, keptId: merge.kept, mergedId: merge.merged };
    return { facts: [{ kind: 'member.unmerged', payload, operatorId }], answer: { ok: true } };
  });
}

/** Two members who seem one are two people: nobody is asked about them again. */
export function partMembers(
  context: ServerContext,
  { keptId, mergedId }: Pair,
  operatorId: string | null,
): Promise<MergeAnswer> {
  return appendFacts<MergeAnswer>(context, async ({ db }) => {
    const members = await rootsOf(db, [keptId, mergedId]);
    if (members.length < 2) return { facts: [], answer: { ok: false, faults: ['member-unknown'] } };
    const payload = { memberIds: [keptId, mergedId] };
    return { facts: [{ kind: 'members.parted', payload, operatorId }], answer: { ok: true } };
  });
}

function rootsOf(db: Database, memberIds: readonly string[]) {
  return db
    .selectFrom('member')
    .select(['member_id', 'root_id'])
    .where('member_id', 'in', [...memberIds])
    .where('erased_at', 'is', null)
    .execute();
}
