import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { v5 } from 'uuid';
import type { ChannelOrder, ChannelOrderLine } from '#domain/fulfilment/channel-order.ts';
import { type CompareGround, compareChannelOrder } from '#domain/fulfilment/compare-channel-order.ts';
import { asBooked } from '#domain/fulfilment/known-channel-order.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { putText } from '#sync-server/db/vault.ts';
import { writeExceptions } from '#sync-server/db/write-exceptions.ts';
import { appendTo, type KeptDraft } from '#sync-server/ingest/append-facts.ts';
import { mapLines } from './map-variants.ts';
import { type Channel, orderIdOf } from './read-channel.ts';

const EXCEPTIONS = '2ab3f0c4-61a2-5d35-8b4e-08e1b6f9d7ac';

export interface BookedChannelOrder {
  orderId: string;
  /** How many facts followed. */
  facts: number;
  /** Lines that nobody has mapped. */
  unmapped: readonly string[];
}

/**
 * Makes facts of what an order of a shop system says that was not known of it, in the channel's journal, in one transaction with what
 * is known of it afterwards: one order of a channel after another. The same again makes none.
 */
export async function bookChannelOrder(
  context: ServerContext,
  channel: Channel,
  seen: ChannelOrder,
): Promise<BookedChannelOrder> {
  const { answer, facts } = await appendTo<readonly string[]>(context, channel, async (tx) => {
    const { unmapped, ...drafts } = await decideOrder(context, tx, channel, seen);
    return { facts: drafts.facts, answer: unmapped };
  });
  return { orderId: orderIdOf(channel.channelId, seen.channelOrderId), facts: facts.length, unmapped: answer };
}

/** The facts that follow, and lines that nobody has mapped; what is known afterwards is kept. The channel's journal is locked. */
export async function decideOrder(
  context: ServerContext,
  tx: SqlIngestTransaction,
  channel: Channel,
  seen: ChannelOrder,
): Promise<{ facts: readonly KeptDraft[]; unmapped: readonly string[] }> {
  const { channelId } = channel;
  const orderId = orderIdOf(channelId, seen.channelOrderId);
  const at = context.now().toISOString();
  const row = await knownOf(tx, channelId, seen.channelOrderId);
  const known = row && asBooked(row.known, await bookedOf(tx.db, orderId));
  const compared = compareChannelOrder(known ?? null, seen, await groundOf(context, tx.db, channel, seen));
  for (const [id, text] of compared.texts) await putText(tx.db, id, text, context.random);
  const kept = {
    known: JSON.stringify(compared.known),
    unmapped: JSON.stringify(compared.unmapped.map(shownLine)),
    looked_at: at,
  };
  await tx.db
    .insertInto('channel_order')
    .values({ channel_id: channelId, channel_order_id: seen.channelOrderId, order_id: orderId, ...kept })
    .onConflict((conflict) => conflict.columns(['channel_id', 'channel_order_id']).doUpdateSet(kept))
    .execute();
  await tellUnmapped(tx.db, channel, seen, compared.unmapped, at);
  return { facts: compared.facts, unmapped: compared.unmapped.map(({ channelLineId }) => channelLineId) };
}

function shownLine({ channelLineId, externalVariantId, name }: ChannelOrderLine) {
  return { channelLineId, externalVariantId, name };
}

async function knownOf({ db }: SqlIngestTransaction, channelId: string, channelOrderId: string) {
  return db
    .selectFrom('channel_order')
    .select('known')
    .where('channel_id', '=', channelId)
    .where('channel_order_id', '=', channelOrderId)
    .executeTakeFirst();
}

/** What is still bought of an order's lines and charges, by their ids. */
async function bookedOf(
  db: Kysely<Tables>,
  orderId: string,
): Promise<Map<string, { quantity: number; amount: number }>> {
  const lines = await db
    .selectFrom('online_order_line')
    .select(['line_id', 'ordered', 'cancelled', 'amount', 'cancelled_amount'])
    .where('order_id', '=', orderId)
    .execute();
  const charges = await db
    .selectFrom('online_order_charge')
    .select(['charge_id', 'amount', 'cancelled'])
    .where('order_id', '=', orderId)
    .execute();
  return new Map([
    ...lines.map((line): [string, { quantity: number; amount: number }] => [
      line.line_id,
      {
        quantity: Math.max(0, line.ordered - line.cancelled),
        amount: Math.max(0, line.amount - line.cancelled_amount),
      },
    ]),
    ...charges.map((charge): [string, { quantity: number; amount: number }] => [
      charge.charge_id,
      { quantity: 0, amount: Math.max(0, charge.amount - charge.cancelled) },
    ]),
  ]);
}

async function groundOf(
  { keys, now }: ServerContext,
  db: Kysely<Tables>,
  { channelId, published }: Channel,
  seen: ChannelOrder,
): Promise<CompareGround> {
  const orderId = orderIdOf(channelId, seen.channelOrderId);
  const variants = await mapLines(db, channelId, seen, now().toISOString());
  const stores = await db.selectFrom('store').select(['store_id', 'location_id', 'settings']).execute();
  const sold = stores.filter(({ location_id }) => published.locationIds.includes(location_id));
  const [taxCategory] = [...variants.values()].map((variant) => variant.taxCategory);
  return {
    orderId,
    channelId,
    tender: published.tender,
    chargeTaxCategory: taxCategory ?? 'standard',
    variantOf: ({ externalVariantId }) => variants.get(externalVariantId),
    // A shop system names its places itself: by the store's id, its location's, or what it is called.
    storeOf: (external) =>
      sold.find(
        ({ store_id, location_id, settings }) =>
          store_id === external || location_id === external || isNamed(settings.name, external),
      )?.store_id,
    textId: (text) => textIdOf(keys.pepper, `${orderId}\n${text}`),
  };
}

function isNamed(name: string, external: string): boolean {
  return name.trim().toLowerCase() === external.trim().toLowerCase();
}

/** A UUID that follows from a text and tells nothing of it: version 8 (RFC 9562, 5.8) of an HMAC. */
function textIdOf(pepper: Uint8Array, text: string): string {
  const bytes = createHmac('sha256', pepper).update(text, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Opens an exception while lines of an order are not known here, and closes it when all are. */
async function tellUnmapped(
  db: Kysely<Tables>,
  { channelId, storeId, journalId }: Channel,
  { channelOrderId, number }: ChannelOrder,
  unmapped: readonly ChannelOrderLine[],
  at: string,
): Promise<void> {
  const exceptionId = v5(`channel-line-unmapped\n${channelId}\n${channelOrderId}`, EXCEPTIONS);
  if (unmapped.length === 0) {
    const resolution = { exceptionId, choice: 'mapped', at };
    return writeExceptions(db, { exceptions: [], resolutions: [resolution] }, at);
  }
  const amount = unmapped.reduce((sum, line) => sum + line.amount - line.cancelled.amount, 0);
  const names = unmapped.map(({ name }) => name).join(', ');
  const orderId = orderIdOf(channelId, channelOrderId);
  const detail = { channelId, orderId, order: number, lines: unmapped.length, names: names.slice(0, 400) };
  const exception = { code: 'channel-line-unmapped', storeId, journalId, seq: null, amount, detail };
  await writeExceptions(db, { exceptions: [{ exceptionId, ...exception }], resolutions: [] }, at);
}
