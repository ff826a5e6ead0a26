import { sql } from 'kysely';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import { owedOf, stagedOf } from '#domain/fulfilment/fulfilment-sums.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readKnownFulfilments } from '#sync-server/db/look-up-online.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { lockOrderTerms, openPieces, orderIdsWhere } from './read-order-terms.ts';
import { workEach } from './work-each.ts';

/** Takes promises back of what is owed no more, as after a cancellation, whoever told of it. Answers how many were. */
export async function releasePromises(context: ServerContext): Promise<number> {
  const due = await orderIdsWhere(
    context.db,
    sql`order_id in (select order_id from online_order_line where promised > gone and promised > ordered - cancelled)`,
  );
  return workEach(due, (orderId) => releaseOne(context, orderId));
}

function releaseOne(context: ServerContext, orderId: string): Promise<number> {
  return appendFacts(context, async (tx) => {
    const terms = await lockOrderTerms(tx.db, orderId);
    const facts: ServerDraft[] = [];
    const taken = new Map<string, { lineId: string; quantity: number }[]>();
    for (const line of terms?.lines ?? []) {
      const surplus = Math.max(0, line.promised - line.gone) - openPieces(line);
      for (const [fulfilmentId, quantity] of await shareOut(tx, orderId, line.lineId, surplus)) {
        taken.set(fulfilmentId, [...(taken.get(fulfilmentId) ?? []), { lineId: line.lineId, quantity }]);
      }
    }
    for (const [fulfilmentId, lines] of taken) {
      facts.push({ kind: 'fulfilment.released', payload: { fulfilmentId, lines, reason: 'cancelled' } });
    }
    return { facts, answer: facts.length };
  });
}

/** From whom a surplus of a line is taken: from who has picked least of it. */
async function shareOut(
  { db }: SqlIngestTransaction,
  orderId: string,
  lineId: string,
  surplus: number,
): Promise<[string, number][]> {
  if (surplus <= 0) return [];
  const rows = await db
    .selectFrom('fulfilment')
    .select('fulfilment_id')
    .where('order_id', '=', orderId)
    .where('state', 'not in', [...ENDED_STATES])
    .orderBy('fulfilment_id', 'desc')
    .execute();
  const known = await readKnownFulfilments(
    db,
    rows.map(({ fulfilment_id }) => fulfilment_id),
  );
  const owing = rows.flatMap(({ fulfilment_id: id }) => {
    const sums = known.get(id)?.sums;
    const line = sums?.lines.find((each) => each.lineId === lineId);
    const owed = !sums || !line || sums.refused || sums.expired ? 0 : owedOf(line);
    return line && owed > 0 ? [{ id, owed, staged: stagedOf(line) }] : [];
  });
  owing.sort((a, b) => a.staged - b.staged);
  let left = surplus;
  return owing.flatMap(({ id, owed }): [string, number][] => {
    const quantity = Math.min(left, owed);
    left -= quantity;
    return quantity > 0 ? [[id, quantity]] : [];
  });
}
