import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type ResolveResult = { ok: true } | { ok: false; code: 'not-found' };

/** Records what was decided about an exception. One that is resolved already stays as it was decided first. */
export function resolveException(
  context: ServerContext,
  { exceptionId, choice }: { exceptionId: string; choice: string },
): Promise<ResolveResult> {
  return appendFacts<ResolveResult>(context, async ({ db }) => {
    const row = await db
      .selectFrom('exception')
      .select('status')
      .where('exception_id', '=', exceptionId)
      .executeTakeFirst();
    if (!row) return { facts: [], answer: { ok: false, code: 'not-found' } };
    if (row.status === 'resolved') return { facts: [], answer: { ok: true } };
    const payload = { exceptionId, choice, at: context.now().toISOString() };
    return { facts: [{ kind: 'exception.resolved', payload }], answer: { ok: true } };
  });
}
