import { sql } from 'kysely';
import { v5 } from 'uuid';
import type { ServerContext } from '#sync-server/context.ts';
import { writeExceptions } from '#sync-server/db/write-exceptions.ts';
import { bookChannelOrder } from './book-channel-order.ts';
import { type ChannelConnector, type ChannelFault, wordsOf } from './channel-port.ts';
import type { Channel } from './read-channel.ts';

const EXCEPTIONS = '5e7b1a90-3c1f-5f0e-8f55-2d7f61b0c9a4';
const AT_ONCE = 100;
const PAGES_AT_ONCE = 20;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Looks at the orders of a channel that are due, and answers what stopped it: the shop system itself. */
export async function lookAtDue(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
): Promise<ChannelFault | null> {
  const { db, now } = context;
  const { channelId } = channel;
  const due = await db
    .selectFrom('channel_look')
    .select(['channel_order_id', 'turn', 'tries'])
    .where('channel_id', '=', channelId)
    .where('due_at', '<=', sql<Date>`${now().toISOString()}::timestamptz`)
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute();
  for (const { channel_order_id: id, turn, tries } of due) {
    const answer = await connector.order(id);
    if (!answer.ok && answer.fault.why !== 'refused') return answer.fault;
    const fault = answer.ok ? await booked(context, channel, answer.value) : wordsOf(answer.fault);
    if (fault === null) await forget(context, channelId, id, turn);
    else await later(context, channelId, { id, tries, fault });
    await tellUnreadable(context, channel, { id, tries, fault });
  }
  return null;
}

/**
 * Reads all orders that changed since the last time: what a webhook did not tell. The cursor moves with each page that was booked, and
 * stands where it was if that fails.
 */
export async function reconcile(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
  from: string | null,
): Promise<{ fault: ChannelFault | null; isWhole: boolean }> {
  const { db, now } = context;
  const { channelId } = channel;
  let cursor = from;
  for (let page = 0; page < PAGES_AT_ONCE; page++) {
    const answer = await connector.ordersSince(cursor);
    if (!answer.ok) return { fault: answer.fault, isWhole: false };
    for (const order of answer.value.orders) {
      const fault = await booked(context, channel, order);
      if (fault !== null) await askAgain(context, channelId, order.channelOrderId, fault);
    }
    for (const { channelOrderId, detail } of answer.value.unreadable) {
      await askAgain(context, channelId, channelOrderId, detail);
    }
    cursor = answer.value.cursor;
    const read = { cursor, ...(answer.value.more ? {} : { reconciled_at: now().toISOString() }) };
    await db.updateTable('channel_state').set(read).where('channel_id', '=', channelId).execute();
    if (!answer.value.more) return { fault: null, isWhole: true };
  }
  return { fault: null, isWhole: false };
}

/** Makes facts of an order; what could not be booked of it, in words. One that is gone from its shop system says nothing more. */
async function booked(
  context: ServerContext,
  channel: Channel,
  order: Parameters<typeof bookChannelOrder>[2] | null,
): Promise<string | null> {
  if (order === null) return null;
  try {
    await bookChannelOrder(context, channel, order);
    return null;
  } catch (error) {
    return String(error).slice(0, 500);
  }
}

/** People are told of an order that cannot be booked, and told no more when it could. */
async function tellUnreadable(
  { db, now }: ServerContext,
  { channelId, storeId, journalId }: Channel,
  { id, tries, fault }: { id: string; tries: number; fault: string | null },
): Promise<void> {
  if (fault === null && tries === 0) return;
  const exceptionId = v5(`channel-order-unreadable\n${channelId}\n${id}`, EXCEPTIONS);
  const at = now().toISOString();
  if (fault === null) {
    return writeExceptions(db, { exceptions: [], resolutions: [{ exceptionId, choice: 'read', at }] }, at);
  }
  const about = { code: 'channel-order-unreadable', storeId, journalId, seq: null, amount: null };
  const detail = { channelId, order: id, fault: fault.slice(0, 300) };
  await writeExceptions(db, { exceptions: [{ exceptionId, ...about, detail }], resolutions: [] }, at);
}

async function forget({ db }: ServerContext, channelId: string, id: string, turn: number): Promise<void> {
  await db
    .deleteFrom('channel_look')
    .where('channel_id', '=', channelId)
    .where('channel_order_id', '=', id)
    .where('turn', '=', turn)
    .execute();
}

async function later(
  { db, now }: ServerContext,
  channelId: string,
  { id, tries, fault }: { id: string; tries: number; fault: string },
): Promise<void> {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 20));
  const due = new Date(now().getTime() + waitMs).toISOString();
  await db
    .updateTable('channel_look')
    .set({ due_at: due, tries: tries + 1, fault })
    .where('channel_id', '=', channelId)
    .where('channel_order_id', '=', id)
    .execute();
}

async function askAgain({ db, now }: ServerContext, channelId: string, id: string, fault: string): Promise<void> {
  const at = now().toISOString();
  await sql`insert into channel_look (channel_id, channel_order_id, asked_at, due_at, fault)
    values (${channelId}, ${id}, ${at}::timestamptz, ${at}::timestamptz, ${fault})
    on conflict (channel_id, channel_order_id) do update set fault = excluded.fault`.execute(db);
}
