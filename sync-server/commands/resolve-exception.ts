import { type ResolveAnswer, type ResolveChange, UNCOVERED_CHOICES } from '#contracts/http/exceptions.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { putText } from '#sync-server/db/vault.ts';
import { decideUncovered } from '#sync-server/fulfilment/decide-uncovered.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readException } from '#sync-server/views/exception-list.ts';

/** Who decides, and in which stores they may; null: the administrator, in all. */
export interface Resolver {
  operatorId: string;
  storeIds: readonly string[];
}

/**
 * Records what was decided about an exception; the note goes into the vault. One that is settled already stays as it was settled first,
 * which the answer tells. What was chosen about a promise that no shelf covers is done with it; `refused` where it cannot be. Null where
 * there is none that the resolver may see.
 */
export function resolveException(
  context: ServerContext,
  exceptionId: string,
  { choice, note = '', ...more }: ResolveChange,
  resolver: Resolver | null,
): Promise<ResolveAnswer | 'refused' | null> {
  return appendFacts<ResolveAnswer | 'refused' | null>(context, async (tx) => {
    const { db } = tx;
    const now = await readException(db, exceptionId);
    if (!now || (resolver && !resolver.storeIds.includes(now.storeId))) return { facts: [], answer: null };
    if (now.status === 'resolved') return { facts: [], answer: { ok: false, conflict: { now } } };
    const uncovered = UNCOVERED_CHOICES.find((one) => one === choice);
    const isUncovered = now.code === 'promise-uncovered';
    const done =
      uncovered && isUncovered ? await decideUncovered(context, tx, now.detail, { ...more, choice: uncovered }) : [];
    if (done === null || (uncovered && !isUncovered)) return { facts: [], answer: 'refused' };
    const noteId = note.trim() === '' ? undefined : context.newId();
    if (noteId !== undefined) await putText(db, noteId, note.trim(), context.random);
    const at = context.now().toISOString();
    const payload = { exceptionId, choice, at, ...(noteId === undefined ? {} : { noteId }) };
    const operatorId = resolver?.operatorId ?? null;
    const follow = done.map((fact) => ({ ...fact, operatorId }));
    return { facts: [...follow, { kind: 'exception.resolved', payload, operatorId }], answer: { ok: true } };
  });
}
