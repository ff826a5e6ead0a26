import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { CountRequest } from '#contracts/http/counts.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { readCountDue } from '#sync-server/views/count-due-list.ts';

export type CountChanged =
  | { ok: true; plan: CountPlanned }
  | { ok: false; code: 'not-found' | 'count-changed' | 'count-empty' };

interface Asked {
  locationId: string;
  operatorId: string | null;
  today: string;
}

/** How many products a rolling count takes, where it is not said. */
const ROLLING = 20;

/** Plans a count. The same request again is answered as the first; another of the same id is refused. */
export function planCount(context: ServerContext, request: CountRequest, asked: Asked): Promise<CountChanged> {
  return appendFacts<CountChanged>(context, async (tx) => {
    const known = await tx.db
      .selectFrom('stock_count')
      .innerJoin('count_round', 'count_round.count_id', 'stock_count.count_id')
      .select('count_round.plan')
      .where('stock_count.count_id', '=', request.countId)
      .where('round', '=', 1)
      .executeTakeFirst();
    const plan = await planOf(tx, request, asked);
    if (known) {
      // What was due may be another by now.
      const due = request.kind === 'rolling' ? { variantIds: known.plan.variantIds } : {};
      const same = isSame(known.plan, { ...plan, ...due, status: known.plan.status });
      return { facts: [], answer: same ? { ok: true, plan: known.plan } : { ok: false, code: 'count-changed' } };
    }
    if (plan.variantIds?.length === 0) return { facts: [], answer: { ok: false, code: 'count-empty' } };
    const { operatorId } = asked;
    return { facts: [{ kind: 'count.planned', payload: plan, operatorId }], answer: { ok: true, plan } };
  });
}

async function planOf({ db }: SqlIngestTransaction, request: CountRequest, asked: Asked): Promise<CountPlanned> {
  const { countId, name, kind, placeIds, categoryIds, blind, limit = ROLLING } = request;
  const [sellingPlaceId = ''] = placeIds;
  const plan = { countId, locationId: asked.locationId, name, kind, placeIds, sellingPlaceId, blind, round: 1 };
  const open = { ...plan, status: 'open' as const };
  if (kind === 'category') return { ...open, categoryIds: categoryIds ?? [] };
  if (kind === 'chosen') return { ...open, variantIds: request.variantIds ?? [] };
  if (kind !== 'rolling') return open;
  const { due } = await readCountDue(db, { ...asked, limit });
  return { ...open, variantIds: due.map(({ variantId }) => variantId) };
}
