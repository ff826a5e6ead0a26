import { v7 as uuid } from 'uuid';
import type { CaseKind, CaseStep } from '#contracts/facts/case-facts.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { Fault, HostApi } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';

/** What a case is about: a member, a receipt or an online order, or one of these of a member. */
export type CaseAbout = { memberId: string; orderId?: string } | { orderId: string };

/** Opens a case, with or without a network: its words go to the vault, the fact names them. Answers why not. */
export function openCase(host: HostApi, about: CaseAbout, kind: CaseKind, words: string): Promise<Fault | null> {
  const noteId = uuid();
  const payload: PayloadOf<'case.opened'> = { caseId: uuid(), noteId, kind, ...about };
  return tell(host, { kind: 'case.opened', payload }, { noteId, words });
}

/** Answers a case, gives it to somebody, closes it or opens it again, with or without words. Answers why not. */
export function changeCase(
  host: HostApi,
  caseId: string,
  step: CaseStep,
  { words = '', assignedTo }: { words?: string; assignedTo?: string | null } = {},
): Promise<Fault | null> {
  const noteId = uuid();
  const assigned = assignedTo === undefined ? {} : { assignedTo };
  const payload: PayloadOf<'case.changed'> = { caseId, noteId, step, ...assigned };
  return tell(host, { kind: 'case.changed', payload }, { noteId, words });
}

async function tell(
  host: HostApi,
  fact: { kind: string; payload: unknown },
  { noteId, words }: { noteId: string; words: string },
): Promise<Fault | null> {
  const text = words.trim();
  const put = text === '' ? null : await attempt(host, 'vault.put', { subjectId: noteId, text });
  if (put && !put.ok) return put.fault;
  const appended = await attempt(host, 'journal.append', { drafts: [{ id: uuid(), version: 1, ...fact }] });
  return appended.ok ? null : appended.fault;
}
