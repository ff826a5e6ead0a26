import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { lockOrderTerms, openPieces, orderIdsWhere } from './read-order-terms.ts';
import { workEach } from './work-each.ts';

/** Takes off orders what a till gave back of them before it left. Answers how many were changed. */
export async function cancelGivenBack(context: ServerContext): Promise<number> {
  const due = await orderIdsWhere(
    context.db,
    sql`ticket_id is not null and order_id in (
      select order_id from online_order_line where given_back > 0
        and (given_back > cancelled and ordered - cancelled - gone > 0
          or given_back >= cancelled and given_back_amount > cancelled_amount)
      union all select order_id from online_order_charge where given_back > cancelled)`,
  );
  return workEach(due, (orderId) => cancelOne(context, orderId));
}

function cancelOne(context: ServerContext, orderId: string): Promise<number> {
  return appendFacts(context, async ({ db }) => {
    const terms = await lockOrderTerms(db, orderId);
    const lines = (terms?.lines ?? []).flatMap((line) => {
      const quantity = Math.min(Math.max(0, line.givenBack - line.cancelled), openPieces(line));
      const amount = line.givenBack < line.cancelled ? 0 : Math.max(0, line.givenBackAmount - line.cancelledAmount);
      return quantity + amount > 0 ? [{ lineId: line.lineId, quantity, amount }] : [];
    });
    const charges = (terms?.charges ?? [])
      .map(({ chargeId, givenBack, cancelled }) => ({ chargeId, amount: givenBack - cancelled }))
      .filter(({ amount }) => amount > 0);
    const payload = { orderId, asker: 'customer' as const, reason: 'given-back', lines, charges };
    const facts: ServerDraft[] = lines.length + charges.length === 0 ? [] : [{ kind: 'order.cancelled', payload }];
    return { facts, answer: 1 };
  });
}

/**
 * Tells, as exceptions, what tills have to give back of orders that their tickets sold, and of which something was cancelled; settles those
 * that were given back. Goods that left though they were given back are told too (I2).
 */
export async function tellCounterRefunds(context: ServerContext): Promise<void> {
  const { rows } = await sql<Due>`
    select placed.order_id, number, placed.store_id, receipt_series || '-' || receipt_number as receipt,
        captured - refunded - placed.total as amount, false as left_too
      from online_order as placed left join customer_order as ticket on ticket.order_id = ticket_id
      where ticket_id is not null and payment_state = 'refund-due'
    union all select order_id, number, store_id, '', line.given_back_amount, true
      from online_order join online_order_line as line using (order_id)
      where ticket_id is not null and given_back > 0 and given_back + gone > ordered`.execute(context.db);
  const source = { journalId: context.keys.journalId, seq: null };
  const found = rows.map(({ order_id: orderId, number, store_id: storeId, receipt, amount, left_too }) => {
    const code = left_too ? 'given-back-and-left' : 'refund-at-counter';
    const about = [orderId, amount].join('\n');
    return exceptionOf(code, { ...source, storeId }, { orderId, number, receipt: receipt ?? '' }, { amount, about });
  });
  const known = await sql<{ exception_id: string; code: string; status: string; choice: string | null }>`
    select exception_id, code, status, choice from exception
    where code = 'refund-at-counter' and status = 'open'
      or exception_id = any(${found.map(({ exceptionId }) => exceptionId)}::uuid[])`.execute(context.db);
  const byId = new Map(known.rows.map((row) => [row.exception_id, row]));
  const ids = new Set(found.map(({ exceptionId }) => exceptionId));
  const at = context.now().toISOString();
  const opened = found.flatMap(({ exceptionId, code, storeId, journalId, amount, detail }): ServerDraft[] => {
    const before = byId.get(exceptionId);
    if (before && (before.status === 'open' || !before.choice?.startsWith('known:'))) return [];
    const payload = { exceptionId, code, storeId, journalId: journalId ?? '', amount: amount ?? 0, detail };
    return [{ kind: 'exception.opened', payload }];
  });
  const settled = known.rows.flatMap(({ exception_id, code, status }): ServerDraft[] => {
    if (status !== 'open' || code !== 'refund-at-counter' || ids.has(exception_id)) return [];
    return [{ kind: 'exception.resolved', payload: { exceptionId: exception_id, choice: 'known: given back', at } }];
  });
  const facts = [...opened, ...settled];
  if (facts.length > 0) await appendFacts(context, async () => ({ facts, answer: null }));
}

interface Due {
  order_id: string;
  number: string;
  store_id: string;
  receipt: string | null;
  amount: number;
  left_too: boolean;
}
