import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { CountClose, RecountRequest } from '#contracts/http/counts.ts';
import type { CountChanged } from '#sync-server/commands/plan-count.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/** Which count of which location, and who asks. */
export interface CountOf {
  countId: string;
  locationId: string;
  operatorId: string | null;
}

/**
 * Has some products of an open count counted again: the round after the one that was seen. Asked again for the same products it is
 * answered again; a count that has moved on meanwhile refuses, as does one whose difference is booked already.
 */
export function recount(context: ServerContext, of: CountOf, request: RecountRequest): Promise<CountChanged> {
  return changeCount(context, of, async (plan, { db }) => {
    const variantIds = [...new Set(request.variantIds)].sort();
    const isAgain = plan.round === request.round + 1 && String(plan.variantIds) === String(variantIds);
    if (isAgain) return plan;
    const booked = await db
      .selectFrom('count_approval')
      .select('variant_id')
      .where('count_id', '=', of.countId)
      .where('variant_id', 'in', variantIds)
      .execute();
    if (plan.status !== 'open' || plan.round !== request.round || booked.length > 0) return null;
    return { ...plan, round: plan.round + 1, variantIds };
  });
}

/** Ends a count, done or given up. Ended again as it was ended changes nothing. */
export function closeCount(context: ServerContext, of: CountOf, { status }: CountClose): Promise<CountChanged> {
  return changeCount(context, of, async (plan) => {
    if (plan.status === status) return plan;
    return plan.status === 'open' ? { ...plan, status } : null;
  });
}

/** `change` gives the plan as it shall be: the same for no change, null where it cannot be. */
function changeCount(
  context: ServerContext,
  { countId, locationId, operatorId }: CountOf,
  change: (plan: CountPlanned, tx: SqlIngestTransaction) => Promise<CountPlanned | null>,
): Promise<CountChanged> {
  return appendFacts<CountChanged>(context, async (tx) => {
    const count = await tx.db
      .selectFrom('stock_count')
      .select('plan')
      .where('count_id', '=', countId)
      .where('location_id', '=', locationId)
      .executeTakeFirst();
    if (!count) return { facts: [], answer: { ok: false, code: 'not-found' } };
    const plan = await change(count.plan, tx);
    if (!plan) return { facts: [], answer: { ok: false, code: 'count-changed' } };
    const facts = plan === count.plan ? [] : [{ kind: 'count.planned' as const, payload: plan, operatorId }];
    return { facts, answer: { ok: true, plan } };
  });
}
