import { type Kysely, sql } from 'kysely';
import { v5 } from 'uuid';
import type { FulfilmentToTell } from '#sync-server/channels/channel-port.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { FulfilmentEffect, OrderEventEffect } from '#sync-server/ingest/fulfilment-effects.ts';

const ITEMS = 'd9d0b1a5-5a3c-5b0e-8a51-2f7f6f1b6c20';

const STATES: Readonly<Record<string, FulfilmentToTell['state']>> = {
  'fulfilment.readied': 'ready',
  'fulfilment.handed-over': 'handed-over',
  'fulfilment.shipped': 'shipped',
};

/**
 * Has channels told what is ready and what left, one item per fact: line ids are the order's own. Of a fulfilment whose order is not known
 * yet nothing can be told.
 */
export async function tellChannels(
  db: Kysely<Tables>,
  events: readonly OrderEventEffect[],
  fulfilments: readonly FulfilmentEffect[],
  at: string,
): Promise<void> {
  for (const { kind, journalId, seq, fulfilmentId, detail } of events) {
    const state = STATES[kind];
    if (!state || fulfilmentId === null) continue;
    const order = await orderOf(db, fulfilmentId);
    if (!order) continue;
    const effect = fulfilments.find((each) => each.journalId === journalId && each.seq === seq);
    const lines = (effect?.more.lines ?? []).map(({ lineId, handedOver = 0, shipped = 0 }) => {
      return { channelLineId: lineId, quantity: handedOver + shipped };
    });
    const told: FulfilmentToTell = {
      ...{ channelOrderId: order.channel_order_id, fulfilmentId, state, lines },
      ...trackingOf(detail),
    };
    await db
      .insertInto('channel_outbox')
      .values({
        item_id: v5(`${journalId}/${seq}`, ITEMS),
        ...{ channel_id: order.channel_id, order_id: order.order_id, kind: 'fulfilment' },
        ...{ payload: JSON.stringify(told), made_at: at, next_at: at, fault: null, done_at: null, reference: null },
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function orderOf(db: Kysely<Tables>, fulfilmentId: string) {
  return db
    .selectFrom('fulfilment')
    .innerJoin('online_order', 'online_order.order_id', 'fulfilment.order_id')
    .innerJoin('channel', 'channel.channel_id', 'online_order.channel_id')
    .select(['online_order.order_id', 'online_order.channel_id', 'channel_order_id'])
    .where('fulfilment_id', '=', fulfilmentId)
    .where(sql<boolean>`channel.kind <> 'till'`)
    .executeTakeFirst();
}

/** Of several parcels the first is told. */
function trackingOf({ parcels }: Record<string, unknown>): Pick<FulfilmentToTell, 'tracking'> {
  const [parcel] = (parcels ?? []) as { carrier: string; tracking?: string; trackingUrl?: string }[];
  if (!parcel) return {};
  const { carrier, tracking: number, trackingUrl: url } = parcel;
  return { tracking: { carrier, ...(number ? { number } : {}), ...(url ? { url } : {}) } };
}
