import { type Kysely, sql } from 'kysely';
import { v5 } from 'uuid';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';
import { orderIdOf } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { destroyKey, putText, readTexts } from '#sync-server/db/vault.ts';
import { parseChannelOrder } from './parse-channel-order.ts';

const BEGINNING = '1970-01-01T00:00:00.000Z';
const TEXT_IDS = '6d4b7f0a-9f57-5c77-8d0c-3df0b0a4b5c1';

/** An order as its site has it now; undefined where it placed none such, or its person was erased. */
export async function readSiteOrder(
  db: Kysely<Tables>,
  channelId: string,
  channelOrderId: string,
): Promise<ChannelOrder | undefined> {
  const row = await db
    .selectFrom('generic_order')
    .select('text_id')
    .where('channel_id', '=', channelId)
    .where('channel_order_id', '=', channelOrderId)
    .executeTakeFirst();
  if (!row) return undefined;
  const text = (await readTexts(db, [row.text_id])).get(row.text_id);
  return text === undefined ? undefined : parseChannelOrder(text);
}

/** Keeps an order as its site has it from now on, in the vault: it names a person. What was there before is destroyed. */
export async function keepSiteOrder(
  db: Kysely<Tables>,
  { random }: Pick<ServerContext, 'random'>,
  channelId: string,
  order: ChannelOrder,
): Promise<void> {
  const { channelOrderId, number, placedAt, updatedAt, customer } = order;
  const orderId = orderIdOf(channelId, channelOrderId);
  const textId = v5(`${orderId}\n${updatedAt}\n${Buffer.from(random(8)).toString('hex')}`, TEXT_IDS);
  const before = await db
    .selectFrom('generic_order')
    .select('text_id')
    .where('channel_id', '=', channelId)
    .where('channel_order_id', '=', channelOrderId)
    .executeTakeFirst();
  await putText(db, textId, JSON.stringify(order), random);
  const kept = { number, member_id: customer.memberId ?? null, text_id: textId, updated_at: updatedAt };
  await db
    .insertInto('generic_order')
    .values({
      ...{ channel_id: channelId, channel_order_id: channelOrderId, order_id: orderId },
      ...{ ...kept, placed_at: placedAt },
    })
    .onConflict((conflict) => conflict.columns(['channel_id', 'channel_order_id']).doUpdateSet(kept))
    .execute();
  if (before) await destroyKey(db, before.text_id);
}

/** Orders that changed after a cursor (`updated_at` and id of the last one seen), oldest change first. */
export async function siteOrdersSince(
  db: Kysely<Tables>,
  channelId: string,
  cursor: string | null,
  limit: number,
): Promise<{ channelOrderIds: string[]; cursor: string }> {
  const [at = BEGINNING, after = ''] = cursor ? cursor.split(' ') : [];
  const { rows } = await sql<{ channel_order_id: string; updated_at: Date }>`
    select channel_order_id, updated_at from generic_order
    where channel_id = ${channelId} and (updated_at, channel_order_id) > (${at}::timestamptz, ${after})
    order by updated_at, channel_order_id limit ${limit}`.execute(db);
  const last = rows.at(-1);
  return {
    channelOrderIds: rows.map(({ channel_order_id }) => channel_order_id),
    cursor: last ? `${last.updated_at.toISOString()} ${last.channel_order_id}` : (cursor ?? ''),
  };
}
