import type {
  CustomerGroupAnswer,
  CustomerGroupChange,
  MemberGroupAnswer,
  MemberGroupChange,
} from '#contracts/http/pricing.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readCustomerGroups } from '#sync-server/views/customer-group-list.ts';

/**
 * Makes a customer group, or changes one that is still as it was when it was changed. One that somebody is in, or that a list is
 * for, is not archived: they would pay other prices without anybody having said so.
 */
export function changeCustomerGroup(
  context: ServerContext,
  { revision, group }: CustomerGroupChange,
  operatorId: string | null,
): Promise<CustomerGroupAnswer> {
  return appendFacts<CustomerGroupAnswer>(context, async ({ db }) => {
    const now = (await readCustomerGroups(db)).find((row) => row.group.groupId === group.groupId) ?? null;
    if ((now?.revision ?? 0) !== revision) return { facts: [], answer: { ok: false, conflict: { now } } };
    if (now && isSame(now.group, group)) return { facts: [], answer: { ok: true, revision } };
    if (group.archived && now && now.members + now.lists > 0)
      return { facts: [], answer: { ok: false, faults: ['group-in-use'] } };
    const payload = { group, revision: revision + 1 };
    return {
      facts: [{ kind: 'customer-group.published', payload, operatorId }],
      answer: { ok: true, revision: revision + 1 },
    };
  });
}

/** Puts a member into a group, or into none, if they are still in the one that whoever asks saw. */
export function groupMember(
  context: ServerContext,
  memberId: string,
  { base, groupId }: MemberGroupChange,
  operatorId: string | null,
): Promise<MemberGroupAnswer> {
  return appendFacts<MemberGroupAnswer>(context, async ({ db }) => {
    const refused = (fault: string) => ({ facts: [], answer: { ok: false as const, faults: [fault] } });
    const member = await db
      .selectFrom('member')
      .select('group_id')
      .where('member_id', '=', memberId)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    if (!member) return refused('member-unknown');
    if (member.group_id === groupId) return { facts: [], answer: { ok: true } };
    if (member.group_id !== base) return { facts: [], answer: { ok: false, now: member.group_id } };
    if (groupId !== null) {
      const query = db.selectFrom('customer_group').select('group_id').where('group_id', '=', groupId);
      if (!(await query.where('archived', '=', false).executeTakeFirst())) return refused('group-unknown');
    }
    return { facts: [{ kind: 'member.grouped', payload: { memberId, groupId }, operatorId }], answer: { ok: true } };
  });
}
