import { sql } from 'kysely';
import { v5 } from 'uuid';
import { channelLineOf } from '#domain/fulfilment/known-channel-order.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { writeExceptions } from '#sync-server/db/write-exceptions.ts';
import { appendTo } from '#sync-server/ingest/append-facts.ts';
import type {
  CancellationToTell,
  ChannelAnswer,
  ChannelConnector,
  ChannelFault,
  FulfilmentToTell,
  RefundToTell,
} from './channel-port.ts';
import type { Channel } from './read-channel.ts';

const AT_ONCE = 100;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const EXCEPTIONS = 'b8a0c5d2-44de-5bd8-9a2e-72f1f9c8e013';

interface OutboxItem {
  item_id: string;
  order_id: string;
  kind: 'refund' | 'cancellation' | 'fulfilment';
  payload: Record<string, unknown>;
  tries: number;
}

/**
 * Tells a shop system what is due of the channel's outbox, the oldest first, of each order one after another: what follows waits for
 * what it has not taken. What it refuses is told to people, and tried again later. Answers what stopped it: the shop system itself.
 */
export async function tellOutbox(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
): Promise<ChannelFault | null> {
  const { rows } = await sql<OutboxItem>`
    select item_id, order_id, kind, payload, tries from channel_outbox as item
    where channel_id = ${channel.channelId} and done_at is null and next_at <= ${context.now().toISOString()}::timestamptz
      and not exists (select 1 from channel_outbox as earlier where earlier.order_id = item.order_id
        and earlier.channel_id = item.channel_id and earlier.done_at is null
        and (earlier.made_at, earlier.item_id) < (item.made_at, item.item_id))
    order by made_at, item_id limit ${AT_ONCE}`.execute(context.db);
  for (const item of rows) {
    const answer = await tell(connector, item);
    if (answer.ok) await done(context, channel, item, answer.value);
    else if (answer.fault.why === 'refused') await refused(context, channel, item, answer.fault);
    else return answer.fault;
  }
  return null;
}

type Told = { reference: string; amount: number } | null;

/** The payload is of the port, as whoever made the item wrote it; lines of the order become those of the shop system. */
async function tell(connector: ChannelConnector, { item_id, kind, payload }: OutboxItem): Promise<ChannelAnswer<Told>> {
  if (kind === 'fulfilment') {
    const fulfilment = payload as unknown as FulfilmentToTell;
    return connector.tellFulfilment({ ...fulfilment, lines: shopLines(fulfilment.lines) }, item_id);
  }
  if (kind === 'cancellation') {
    const cancellation = payload as unknown as CancellationToTell;
    return connector.tellCancellation({ ...cancellation, lines: shopLines(cancellation.lines) });
  }
  const refund = payload as unknown as RefundToTell;
  return connector.refund({ ...refund, lines: shopLines(refund.lines) });
}

/** Several lines of an order may stand for one of the shop system. */
function shopLines<L extends { channelLineId: string; quantity: number }>(lines: readonly L[]): L[] {
  const sums = new Map<string, L>();
  for (const line of lines) {
    if (line.quantity === 0) continue;
    const id = channelLineOf(line.channelLineId);
    const before = sums.get(id);
    sums.set(id, { ...line, channelLineId: id, quantity: line.quantity + (before?.quantity ?? 0) });
  }
  return [...sums.values()];
}

/** It was told; a refund is money that went back, in the same transaction. */
async function done(context: ServerContext, channel: Channel, item: OutboxItem, told: Told): Promise<void> {
  const at = context.now().toISOString();
  const orderId = item.order_id;
  await appendTo<null>(context, channel, async ({ db }) => {
    await db
      .updateTable('channel_outbox')
      .set({ done_at: at, fault: null, reference: told?.reference ?? null })
      .where('item_id', '=', item.item_id)
      .execute();
    await writeExceptions(
      db,
      { exceptions: [], resolutions: [{ exceptionId: exceptionIdOf(item), choice: 'told', at }] },
      at,
    );
    if (!told || told.amount === 0) return { facts: [], answer: null };
    const key = `${told.reference} refunded`;
    const known = await db
      .selectFrom('channel_order')
      .select('known')
      .where('order_id', '=', orderId)
      .executeTakeFirst();
    if (!known || known.known.payments.includes(key)) return { facts: [], answer: null };
    const next = { ...known.known, payments: [...known.known.payments, key] };
    await db
      .updateTable('channel_order')
      .set({ known: JSON.stringify(next) })
      .where('order_id', '=', orderId)
      .execute();
    const { currency } = channel.store;
    const payload = {
      ...{ orderId, paymentId: told.reference, step: 'refunded', amount: told.amount },
      ...{ currency: currency.code, tender: channel.published.tender, reference: told.reference },
    };
    return { facts: [{ kind: 'order-payment.recorded', payload }], answer: null };
  });
}

async function refused(
  { db, now }: ServerContext,
  { channelId, storeId, journalId }: Channel,
  item: OutboxItem,
  { status, detail }: Extract<ChannelFault, { why: 'refused' }>,
): Promise<void> {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(item.tries, 20));
  const fault = `${status} ${detail}`.slice(0, 500);
  const next = new Date(now().getTime() + waitMs).toISOString();
  await db
    .updateTable('channel_outbox')
    .set({ next_at: next, tries: item.tries + 1, fault })
    .where('item_id', '=', item.item_id)
    .execute();
  const exception = {
    ...{ exceptionId: exceptionIdOf(item), code: 'channel-not-told', storeId, journalId, seq: null, amount: null },
    detail: { channelId, orderId: item.order_id, kind: item.kind, fault },
  };
  await writeExceptions(db, { exceptions: [exception], resolutions: [] }, now().toISOString());
}

function exceptionIdOf({ item_id }: OutboxItem): string {
  return v5(item_id, EXCEPTIONS);
}
