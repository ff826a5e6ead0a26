import { v7 as uuid } from 'uuid';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { ConsentPurpose } from '#contracts/member/program.ts';

/** What somebody says to a purpose, by the words that they were shown. */
export function consentDraft(
  memberId: string,
  purpose: ConsentPurpose,
  said: Pick<PayloadOf<'consent.changed'>, 'given' | 'language' | 'channel'>,
): FactDraft {
  const { purposeId, version: textVersion } = purpose;
  const payload: PayloadOf<'consent.changed'> = { memberId, purposeId, textVersion, ...said };
  return { id: uuid(), kind: 'consent.changed', version: 1, payload };
}

/** The name and the words of a purpose in a language. */
export function purposeWords(
  { name, names, text, texts }: ConsentPurpose,
  language: string,
): { name: string; text: string } {
  return { name: names?.[language] ?? name, text: texts?.[language] ?? text };
}
