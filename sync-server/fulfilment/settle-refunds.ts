import { sql } from 'kysely';
import type { RefundToTell } from '#sync-server/channels/channel-port.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { lockOrderTerms, orderIdsWhere } from './read-order-terms.ts';
import { workEach } from './work-each.ts';

/**
 * Asks channels to give back what was taken beyond what orders come to, each payment at most once what was captured of it (I2). What is
 * asked for already, and what the channel itself took off its order, is not asked for again. Answers how many were asked for.
 */
export async function settleRefunds(context: ServerContext): Promise<number> {
  const due = await orderIdsWhere(
    context.db,
    sql`payment_state = 'refund-due' and exists (select from channel
      where channel.channel_id = online_order.channel_id and kind <> 'till')`,
  );
  return workEach(due, (orderId) => settleOne(context, orderId));
}

/** Under the server's lock, so that two processes do not ask for the same. */
function settleOne(context: ServerContext, orderId: string): Promise<number> {
  return appendFacts(context, async ({ db }) => {
    const terms = await lockOrderTerms(db, orderId);
    if (!terms) return { facts: [], answer: 0 };
    const open = await openRefunds(db, orderId);
    // A site gives money back when it is told to, whoever cancelled (docs/guides/channels.md).
    const left = terms.channel.kind === 'generic' ? 0 : await leftToChannel(db, orderId);
    let due = terms.captured - terms.refunded - terms.total - open.total - left;
    const payments = await capturedPayments(db, orderId, open.byPayment);
    let asked = 0;
    const at = context.now().toISOString();
    for (const { paymentId, amount } of payments) {
      const part = Math.min(due, amount);
      if (part <= 0) continue;
      due -= part;
      asked += 1;
      const refundId = context.newId();
      const refund: RefundToTell = {
        ...{ channelOrderId: terms.channelOrderId, refundId, paymentId, amount: part, lines: [], shipping: 0 },
      };
      await db
        .insertInto('channel_outbox')
        .values({
          ...{ item_id: refundId, channel_id: terms.channel.channelId, order_id: orderId, kind: 'refund' },
          ...{ payload: JSON.stringify(refund), made_at: at, next_at: at, fault: null, done_at: null, reference: null },
        })
        .execute();
    }
    return { facts: [], answer: asked };
  });
}

type Database = ServerContext['db'];

/** Refunds that were asked for and that no recorded payment tells of yet. */
async function openRefunds(db: Database, orderId: string): Promise<{ total: number; byPayment: Map<string, number> }> {
  const { rows } = await sql<{ payment_id: string; amount: number }>`
    select payload ->> 'paymentId' as payment_id, (payload ->> 'amount')::int8 as amount from channel_outbox
    where order_id = ${orderId} and kind = 'refund' and not exists (select from online_order_payment as told
      where told.order_id = channel_outbox.order_id and step = 'refunded'
        and (payment_id = channel_outbox.reference or payment_id = item_id::text))`.execute(db);
  const byPayment = new Map<string, number>();
  for (const { payment_id, amount } of rows) byPayment.set(payment_id, (byPayment.get(payment_id) ?? 0) + amount);
  return { total: rows.reduce((sum, { amount }) => sum + amount, 0), byPayment };
}

/** What the channel took off its order by itself, it gives back by itself: less what it was told of having given back since. */
async function leftToChannel(db: Database, orderId: string): Promise<number> {
  const { rows } = await sql<{ cancelled: number; refunded: number }>`
    select (select coalesce(sum(amount), 0)::int8 from online_order_event
        where order_id = ${orderId} and kind = 'order.cancelled' and asker = 'channel') as cancelled,
      (select coalesce(sum(amount), 0)::int8 from online_order_payment as told
        where told.order_id = ${orderId} and step = 'refunded' and not exists (select from channel_outbox
          where channel_outbox.order_id = told.order_id and kind = 'refund'
            and (reference = told.payment_id or item_id::text = told.payment_id))) as refunded`.execute(db);
  const [sums] = rows;
  return sums ? Math.max(0, sums.cancelled - sums.refunded) : 0;
}

/** Captured payments with what may still be given back of them, the last one first. */
async function capturedPayments(
  db: Database,
  orderId: string,
  open: ReadonlyMap<string, number>,
): Promise<{ paymentId: string; amount: number }[]> {
  const { rows } = await sql<{ payment_id: string; amount: number; given: number }>`
    select payment_id, amount, (select coalesce(sum((payload ->> 'amount')::int8), 0)::int8 from channel_outbox as done
      where done.order_id = taken.order_id and kind = 'refund' and payload ->> 'paymentId' = taken.payment_id) as given
    from online_order_payment as taken where order_id = ${orderId} and step = 'captured'
    order by at desc, payment_id`.execute(db);
  return rows.map(({ payment_id, amount, given }) => ({
    paymentId: payment_id,
    amount: Math.max(0, amount - Math.max(given, open.get(payment_id) ?? 0)),
  }));
}
