import { v7 as uuid } from 'uuid';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import type { TagChange } from '#contracts/member/tags.ts';
import { attempt } from '#renderer/app/attempt.ts';

/** Facts of one append at most. */
const AT_ONCE = 50;

/**
 * Puts tags on members or takes them off: what it is goes to the vault, a text for each of them so that it is erased with them, the facts name
 * those. Answers why not; what was journalled before that stays. `onDone` hears how many are done.
 */
export async function tagMembers(
  host: HostApi,
  memberIds: readonly string[],
  change: TagChange,
  onDone: (count: number) => void = () => {},
): Promise<Fault | null> {
  for (let at = 0; at < memberIds.length; at += AT_ONCE) {
    const drafts: FactDraft[] = [];
    for (const memberId of memberIds.slice(at, at + AT_ONCE)) {
      const subjectId = uuid();
      const put = await attempt(host, 'vault.put', { subjectId, text: JSON.stringify(change) });
      if (!put.ok) return put.fault;
      const payload: PayloadOf<'member.tagged'> = { memberId, subjectId };
      drafts.push({ id: uuid(), kind: 'member.tagged', version: 1, payload });
    }
    const appended = await attempt(host, 'journal.append', { drafts });
    if (!appended.ok) return appended.fault;
    onDone(at + drafts.length);
  }
  return null;
}
