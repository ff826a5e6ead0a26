import { isDeepStrictEqual } from 'node:util';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { Envelope } from '#domain/journal/envelope.ts';
import { storable } from '#domain/journal/storable.ts';

/** What the host adds to a window's draft when it journals it. */
const ADDED: Readonly<Record<string, string>> = { 'order.completed': 'receipt', 'value.redeemed': 'leaseId' };

/**
 * Why a draft is not the one that was journalled under its id, in training or not: the first fact is an answer only to the
 * same draft, asked again after a lost answer or a crash. `training` is whether whoever is signed in trains; null while nobody
 * is signed in. Null when it is the same.
 */
export function repeatFault(draft: FactDraft, fact: Envelope, training: boolean | null): Fault | null {
  const { id, kind, version } = draft;
  const isSame =
    kind === fact.kind &&
    version === fact.version &&
    isDeepStrictEqual(asDrafted(kind, draft.payload), asDrafted(kind, fact.payload));
  if (!isSame) return { code: 'draft-differs', detail: `${kind} ${id} is journalled at ${fact.seq} as ${fact.kind}` };
  const trained = fact.training === true;
  if (training === null || training === trained) return null;
  return { code: 'draft-differs', detail: `${id} is journalled ${trained ? 'in training' : 'outside training'}` };
}

/** As it is read back: without what JSON does not hold, in texts that can be kept, and without what the host adds. */
function asDrafted(kind: string, payload: unknown): unknown {
  return without(ADDED[kind], storable(JSON.parse(JSON.stringify(payload))));
}

function without(added: string | undefined, payload: unknown): unknown {
  if (added === undefined || typeof payload !== 'object' || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== added));
}
