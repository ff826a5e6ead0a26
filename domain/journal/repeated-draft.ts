import type { Envelope } from './envelope.ts';
import type { FactInput } from './next-fact.ts';
import { storable } from './storable.ts';

/** What the host adds to a window's draft when it journals it. */
const ADDED: Readonly<Record<string, string>> = { 'order.completed': 'receipt', 'value.redeemed': 'leaseId' };

/**
 * Why a draft is not the one that was journalled under its id, in training or not: the first fact is an answer only to the
 * same draft, asked again after a lost answer or a crash. `training` is whether whoever is signed in trains; null while nobody
 * is signed in. Null when it is the same.
 */
export function repeatFault(
  draft: FactInput,
  fact: Envelope,
  training: boolean | null,
): { code: 'draft-differs'; detail: string } | null {
  const { id, kind, version } = draft;
  const isRepeated =
    kind === fact.kind &&
    version === fact.version &&
    isSame(asDrafted(kind, draft.payload), asDrafted(kind, fact.payload));
  if (!isRepeated)
    return { code: 'draft-differs', detail: `${kind} ${id} is journalled at ${fact.seq} as ${fact.kind}` };
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

/** Whether two values of JSON are the same, whatever the order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(Reflect.get(a, key), Reflect.get(b, key)));
}
