import { sql } from 'kysely';
import type { OrderCancelled } from '#contracts/facts/fulfilment-facts.ts';
import { owedOf } from '#domain/fulfilment/fulfilment-sums.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readKnownFulfilments } from '#sync-server/db/look-up-online.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { cancellation, tellCancelled } from './decide-order.ts';
import { lockOrderTerms, openPieces } from './read-order-terms.ts';
import { workEach } from './work-each.ts';

/**
 * Gives up what nobody fetched in the days that its channel keeps it: the promise ends, what was owed of it is cancelled, and what lies
 * there is to be put back by scan. What was paid for it follows (`settle-refunds.ts`). Answers how many ended.
 */
export async function expirePickups(context: ServerContext): Promise<number> {
  const { rows } = await sql<{ fulfilment_id: string; order_id: string }>`
    select fulfilment_id, order_id from fulfilment join online_order using (order_id)
      join channel on channel.channel_id = online_order.channel_id
    where state in ('ready', 'partly-gone') and method = 'pickup' and ready_at is not null
      and ready_at + make_interval(days => (channel.channel ->> 'keptDays')::int) <= ${context.now().toISOString()}
    order by ready_at limit 100`.execute(context.db);
  return workEach(rows, ({ fulfilment_id, order_id }) => expireOne(context, fulfilment_id, order_id));
}

function expireOne(context: ServerContext, fulfilmentId: string, orderId: string): Promise<number> {
  return appendFacts(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    const known = (await readKnownFulfilments(tx.db, [fulfilmentId])).get(fulfilmentId);
    if (!terms || !known || known.sums.expired) return { facts: [], answer: 1 };
    const lines = known.sums.lines.flatMap((line) => {
      const of = terms.lines.find(({ lineId }) => lineId === line.lineId);
      const quantity = Math.min(owedOf(line), of ? openPieces(of) : 0);
      return quantity > 0 ? [{ lineId: line.lineId, quantity }] : [];
    });
    const off: OrderCancelled | null =
      lines.length === 0 ? null : cancellation(terms, { lines, reason: 'not-collected', asker: 'store' });
    if (off) await tellCancelled(context, tx, terms, off);
    return {
      facts: [
        { kind: 'fulfilment.expired' as const, payload: { fulfilmentId } },
        ...(off ? [{ kind: 'order.cancelled' as const, payload: off }] : []),
      ],
      answer: 1,
    };
  });
}
