import type { FactDraft } from '#contracts/facts/envelope.ts';
import { type Envelope, formatLine } from '#domain/journal/envelope.ts';
import { nextFact } from '#domain/journal/next-fact.ts';
import type { Tip } from './journal-check.ts';
import { hashOf } from './journal-lines.ts';

/** Whose journal it is; `receiptSeries` is this incarnation's. Training receipts have a series of their own, `trainingSeries`. */
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
  training?: true;
}

/** The receipt series of whoever trains at a register. */
export function trainingSeries(receiptSeries: string): string {
  return `${receiptSeries}-T`;
}

/** Ed25519 over a hash's 32 bytes, base64url. */
export type Sign = (hash: string) => string;

/** A journal's head while facts are put on it: the last receipt numbers given in the series, and in that of training. */
export interface Head extends Tip {
  receiptNumber: number;
  trainingNumber: number;
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
  const { storeId, registerId, journalId, receiptSeries } = identity;
  let { receiptNumber, trainingNumber } = head;
  let { payload } = draft;
  if (draft.kind === 'order.completed') {
    const receipt = stamp.training
      ? { series: trainingSeries(receiptSeries), number: ++trainingNumber }
      : { series: receiptSeries, number: ++receiptNumber };
    payload = { receipt, ...(draft.payload as object) };
  }
  const { envelope, body } = nextFact(
    { journalId, seq: head.seq, hash: head.hash },
    { ...draft, payload },
    { storeId, registerId, ...stamp },
  );
  const hash = hashOf(body);
  const bytes = Buffer.from(formatLine({ body, hash, signature: sign(hash) }), 'utf8');
  return { fact: envelope, bytes, head: { seq: envelope.seq, hash, receiptNumber, trainingNumber } };
}
