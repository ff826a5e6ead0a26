import type { ResolveAnswer, ResolveChange } from '#contracts/http/exceptions.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { putText } from '#sync-server/db/vault.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readException } from '#sync-server/views/exception-list.ts';

/** Who decides, and in which stores they may; null: the administrator, in all. */
export interface Resolver {
  operatorId: string;
  storeIds: readonly string[];
}

/**
 * Records what was decided about an exception; the note goes into the vault. One that is settled already stays as it was settled first,
 * which the answer tells. Null where there is none that the resolver may see.
 */
export function resolveException(
  context: ServerContext,
  exceptionId: string,
  { choice, note = '' }: ResolveChange,
  resolver: Resolver | null,
): Promise<ResolveAnswer | null> {
  return appendFacts<ResolveAnswer | null>(context, async ({ db }) => {
    const now = await readException(db, exceptionId);
    if (!now || (resolver && !resolver.storeIds.includes(now.storeId))) return { facts: [], answer: null };
    if (now.status === 'resolved') return { facts: [], answer: { ok: false, conflict: { now } } };
    const noteId = note.trim() === '' ? undefined : context.newId();
    if (noteId !== undefined) await putText(db, noteId, note.trim(), context.random);
    const at = context.now().toISOString();
    const payload = { exceptionId, choice, at, ...(noteId === undefined ? {} : { noteId }) };
    const operatorId = resolver?.operatorId ?? null;
    return { facts: [{ kind: 'exception.resolved', payload, operatorId }], answer: { ok: true } };
  });
}
