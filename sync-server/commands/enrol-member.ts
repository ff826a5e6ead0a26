import { Profile } from '#contracts/member/profile.ts';
import { parse } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { putProfile } from '#sync-server/db/vault.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type MemberResult = { ok: true; memberId: string } | { ok: false; reason: string };

/** Enrols a member: the profile goes into the vault, the fact names it only. A card number that is taken is refused. */
export async function enrolMember(
  context: ServerContext,
  { cardNumber, ...profile }: Profile & { cardNumber: string },
): Promise<MemberResult> {
  const parsed = parse(Profile, profile);
  if (!parsed.ok) return { ok: false, reason: `${parsed.at}: ${parsed.message}` };
  return appendFacts<MemberResult>(context, async (tx) => {
    const taken = await tx.db
      .selectFrom('member')
      .select('member_id')
      .where('card_number', '=', cardNumber)
      .executeTakeFirst();
    if (taken) return { facts: [], answer: { ok: false, reason: `card ${cardNumber} belongs to another member` } };
    const [memberId, subjectId] = [context.newId(), context.newId()];
    await putProfile(tx.db, subjectId, parsed.value, context.random);
    return {
      facts: [{ kind: 'member.enrolled', payload: { memberId, subjectId, cardNumber } }],
      answer: { ok: true, memberId },
    };
  });
}
