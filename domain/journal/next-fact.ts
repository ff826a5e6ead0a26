import type { Envelope } from '#domain/journal/envelope.ts';

/** Where a journal ends: the seq and hash of its last fact; 0 and `GENESIS` for a new one. */
export interface JournalHead {
  journalId: string;
  seq: number;
  hash: string;
}

/** What happened, before it stands in a journal. */
export interface FactInput<Payload = unknown> {
  id: string;
  kind: string;
  version: number;
  payload: Payload;
}

/** Where, when and by whom. */
export type FactStamp = Pick<Envelope, 'storeId' | 'registerId' | 'at' | 'businessDate' | 'operatorId' | 'training'>;

/**
 * The fact that follows `head`, and its JSON text: the exact bytes to be hashed, signed, journalled and sent.
 * The order of the envelope's keys is fixed, `training` after `kind` where it is set; the payload is written as it is.
 */
export function nextFact<Payload>(
  head: JournalHead,
  draft: FactInput<Payload>,
  stamp: FactStamp,
): { envelope: Envelope<Payload>; body: string } {
  const envelope: Envelope<Payload> = {
    id: draft.id,
    kind: draft.kind,
    ...(stamp.training ? { training: true } : {}),
    version: draft.version,
    storeId: stamp.storeId,
    registerId: stamp.registerId,
    journalId: head.journalId,
    seq: head.seq + 1,
    at: stamp.at,
    businessDate: stamp.businessDate,
    operatorId: stamp.operatorId,
    prev: head.hash,
    payload: draft.payload,
  };
  return { envelope, body: JSON.stringify(envelope) };
}
