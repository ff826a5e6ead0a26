import { v7 as uuid } from 'uuid';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { MemberKnown } from '#contracts/http/members.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { PROFILE_FIELDS, type Profile, type ProfilePatch, patchProfile } from '#domain/member/profile.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { cardOf } from '#renderer/features/sell/enrol-member.ts';
import type { TillStore } from '#renderer/store/till-store.ts';

/** The profile in what is known of a member. */
export function profileOf({ name, phone, email }: Pick<MemberKnown, 'name' | 'phone' | 'email'>): Profile {
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
}

/**
 * Changes what is known of a member from the revision that was seen: what is new goes to the vault, the fact names it, and this till shows
 * it at once. Answers why not; nothing to change is nothing done.
 */
export async function reviseMember(
  { host, store }: { host: HostApi; store: TillStore | null },
  known: MemberKnown,
  patch: ProfilePatch,
): Promise<Fault | null> {
  const fields = PROFILE_FIELDS.filter((field) => patch[field] !== undefined);
  if (fields.length === 0) return null;
  const { memberId, revision: base, cardNumber } = known;
  const subjectId = uuid();
  const put = await attempt(host, 'vault.put', { subjectId, text: JSON.stringify(patch) });
  if (!put.ok) return put.fault;
  const payload: PayloadOf<'member.revised'> = { memberId, subjectId, base, fields: [...fields] };
  const draft = { id: uuid(), kind: 'member.revised', version: 1, payload };
  const appended = await attempt(host, 'journal.append', { drafts: [draft] });
  if (!appended.ok) return appended.fault;
  const after = patchProfile(profileOf(known), patch);
  const card = await store?.member(memberId);
  store?.keepMember(await cardOf(host, after, { ...card, memberId, cardNumber, revision: base + 1 }));
  return null;
}
