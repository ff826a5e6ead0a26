import type { TargetsAnswer, TargetsChange } from '#contracts/http/targets.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/** Sets what a store is to turn over in a month, where that is still as it was when it was changed. What it is already changes nothing. */
export function changeTargets(
  context: ServerContext,
  { revision, targets }: TargetsChange,
  operatorId: string | null,
): Promise<TargetsAnswer> {
  return appendFacts<TargetsAnswer>(context, async ({ db }) => {
    const known = await db
      .selectFrom('target')
      .selectAll()
      .where('store_id', '=', targets.storeId)
      .where('month', '=', targets.month)
      .executeTakeFirst();
    if (known && isSame(known.targets, targets)) return { facts: [], answer: { ok: true, revision: known.revision } };
    if ((known?.revision ?? 0) === revision) {
      return {
        facts: [{ kind: 'targets.published', payload: targets, operatorId }],
        answer: { ok: true, revision: revision + 1 },
      };
    }
    const now = {
      revision: known?.revision ?? 0,
      targets: known?.targets ?? { ...targets, amount: null, days: [] },
      changedAt: known?.changed_at.toISOString() ?? null,
      changedBy: known?.changed_by ?? null,
    };
    return { facts: [], answer: { ok: false, conflict: now } };
  });
}
