import { type Kysely, sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import type { OrderEventEffect } from '#sync-server/ingest/fulfilment-effects.ts';
import { reachOf } from './reach.ts';

/** What a customer is told of a fulfilment. */
export type MessageKind = 'ready' | 'reminder' | 'shipped';

const MESSAGES: Readonly<Record<string, MessageKind>> = {
  'fulfilment.readied': 'ready',
  'fulfilment.shipped': 'shipped',
};

/** Has customers told what is ready for them and what was sent to them: once that it is ready, and of each fact that something left. */
export async function queueMessages(
  db: Kysely<Tables>,
  events: readonly OrderEventEffect[],
  heardAt: string,
): Promise<void> {
  for (const { kind, journalId, seq, fulfilmentId } of events) {
    const message = MESSAGES[kind];
    if (message && fulfilmentId !== null) {
      await queueMessage(db, { journalId, seq, fulfilmentId, message }, heardAt);
    }
  }
}

interface Told {
  /** The fact that it is told for. */
  journalId: string;
  seq: number;
  fulfilmentId: string;
  message: MessageKind;
}

/** Nothing waits for whoever can't be reached: their store is told to call (`reach` of its view). */
async function queueMessage(
  db: Kysely<Tables>,
  { journalId, seq, fulfilmentId, message }: Told,
  at: string,
): Promise<void> {
  const order = await db
    .selectFrom('fulfilment')
    .innerJoin('online_order', 'online_order.order_id', 'fulfilment.order_id')
    .select(['customer_id', 'method'])
    .where('fulfilment_id', '=', fulfilmentId)
    .executeTakeFirst();
  const isOf = order?.method === (message === 'shipped' ? 'ship' : 'pickup');
  if (!order?.customer_id || !isOf) return;
  const { medium } = reachOf((await readTexts(db, [order.customer_id])).get(order.customer_id));
  if (medium === 'none') return;
  await sql`insert into mail (journal_id, seq, fulfilment_id, message, medium, queued_at, due_at)
    values (${journalId}, ${seq}, ${fulfilmentId}, ${message}, ${medium}, ${at}, ${at})
    on conflict do nothing`.execute(db);
}

/**
 * Reminds whoever was told that something is ready, and has not fetched what is given up within a day; once, for the fact of its promise.
 * What is kept for a day alone needs none: that it is ready was just told.
 */
export async function remindOfPickups({ db, now }: ServerContext): Promise<number> {
  const at = now().toISOString();
  const { rows } = await sql<{ fulfilment_id: string; assigned_journal: string; assigned_seq: number }>`
    select fulfilment_id, assigned_journal, assigned_seq
    from fulfilment join online_order using (order_id) join channel on channel.channel_id = online_order.channel_id
    where state in ('ready', 'partly-gone') and method = 'pickup' and ready_at is not null and assigned_journal is not null
      and customer_id is not null and (channel.channel ->> 'keptDays')::int > 1
      and ready_at + make_interval(days => (channel.channel ->> 'keptDays')::int - 1) <= ${at}
      and exists (select from mail where mail.fulfilment_id = fulfilment.fulfilment_id and message = 'ready')
      and not exists (select from mail where mail.fulfilment_id = fulfilment.fulfilment_id and message = 'reminder')
    order by ready_at limit 100`.execute(db);
  for (const { fulfilment_id: fulfilmentId, assigned_journal: journalId, assigned_seq: seq } of rows) {
    await queueMessage(db, { journalId, seq: Number(seq), fulfilmentId, message: 'reminder' }, at);
  }
  return rows.length;
}
