import type { EraseAnswer } from '#contracts/http/members.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/**
 * Erases what is known of a member, for whoever asks for it (GDPR art. 17(1); China's PIPL art. 47): the keys of their profile and of the
 * addresses that receipts of theirs were mailed to are destroyed, so that what stands in the vault says nothing any more, and every till
 * drops their card at its next contact. Receipts stay, without a name, as tax law asks (GDPR art. 17(3)(b)); a member who owes something
 * is refused (art. 17(3)(e)). Once more changes nothing. `storeId` is where they ask.
 */
export function eraseMember(
  context: ServerContext,
  memberId: string,
  { storeId, operatorId }: { storeId: string; operatorId: string | null },
): Promise<EraseAnswer> {
  return appendFacts<EraseAnswer>(context, async ({ db }) => {
    const refused = (fault: string) => ({ facts: [], answer: { ok: false as const, faults: [fault] } });
    const member = await db
      .selectFrom('member')
      .select('erased_at')
      .where('member_id', '=', memberId)
      .executeTakeFirst();
    if (!member) return refused('member-unknown');
    if (member.erased_at !== null) return { facts: [], answer: { ok: true } };
    // Whoever is one person is erased as one.
    const group = await membersWith(db, [memberId]);
    const owed = await db
      .selectFrom('account')
      .select('currency')
      .where('account_id', 'in', group)
      .groupBy('currency')
      .having((having) => having.fn.sum('balance'), '<>', 0)
      .executeTakeFirst();
    if (owed) return refused('member-account-open');
    const facts = group.map((one): ServerDraft => {
      return { kind: 'member.erased', payload: { memberId: one, storeId }, operatorId };
    });
    return { facts, answer: { ok: true } };
  });
}
