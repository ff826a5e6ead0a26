import type { FactDraft } from '#contracts/facts/envelope.ts';
import { type Envelope, formatLine } from '#domain/journal/envelope.ts';
import { nextFact } from '#domain/journal/next-fact.ts';
import type { Tip } from './journal-check.ts';
import { hashOf } from './journal-lines.ts';

/** Whose journal it is; `receiptSeries` is this incarnation's. */
export interface JournalIdentity {
  storeId: string;
  registerId: string;
  journalId: string;
  receiptSeries: string;
}

/** When and by whom facts are witnessed. `at` is ISO 8601 in UTC. */
export interface Stamp {
  at: string;
  businessDate: string;
  operatorId: string | null;
}

/** Ed25519 over a hash's 32 bytes, base64url. */
export type Sign = (hash: string) => string;

/** A journal's head while facts are put on it: `receiptNumber` is the last one given in the series. */
export interface Head extends Tip {
  receiptNumber: number;
}

export interface ComposedLine {
  fact: Envelope;
  bytes: Buffer;
  head: Head;
}

/** Makes a draft the next line of a journal: numbered, chained, signed, an order with the next number of its receipt series. */
export function composeLine(
  identity: JournalIdentity,
  head: Head,
  draft: FactDraft,
  stamp: Stamp,
  sign: Sign,
): ComposedLine {
  const numbered = draft.kind === 'order.completed';
  const receiptNumber = head.receiptNumber + (numbered ? 1 : 0);
  const payload = numbered
    ? { receipt: { series: identity.receiptSeries, number: receiptNumber }, ...(draft.payload as object) }
    : draft.payload;
  const { storeId, registerId, journalId } = identity;
  const { envelope, body } = nextFact(
    { journalId, seq: head.seq, hash: head.hash },
    { ...draft, payload },
    { storeId, registerId, ...stamp },
  );
  const hash = hashOf(body);
  const bytes = Buffer.from(formatLine({ body, hash, signature: sign(hash) }), 'utf8');
  return { fact: envelope, bytes, head: { seq: envelope.seq, hash, receiptNumber } };
}
