import { type Kysely, sql } from 'kysely';
import { pageOf } from '#domain/catalog/variant.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import { reckonOrders } from '#sync-server/db/reckon-orders.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { tellChannels } from '#sync-server/db/tell-channels.ts';
import { writeFulfilments } from '#sync-server/db/write-fulfilments.ts';
import { writeListings, writeSafetyStock } from '#sync-server/db/write-listings.ts';
import { writeOnlineOrders } from '#sync-server/db/write-online-orders.ts';
import type { OnlineEffect, OrderEventEffect, ReservedEffect } from '#sync-server/ingest/fulfilment-effects.ts';
import { queueMessages } from '#sync-server/messages/queue-messages.ts';

type Of<T extends OnlineEffect['type']> = Extract<OnlineEffect, { type: T }>;

/** Writes what facts say of channels, orders and fulfilments, then what follows for every order that one of them is about. */
export async function writeOnline(
  db: Kysely<Tables>,
  effects: readonly OnlineEffect[],
  heardAt: string,
): Promise<void> {
  if (effects.length === 0) return;
  const of = <T extends OnlineEffect['type']>(type: T) => effects.filter((each): each is Of<T> => each.type === type);
  await writeChannels(db, of('channel-published'));
  await writeListings(db, of('listing-published'));
  await writeSafetyStock(db, of('safety-stock-published'));
  const ofOrders = await writeOnlineOrders(db, effects, heardAt);
  const ofFulfilments = await writeFulfilments(db, of('fulfilment'), heardAt);
  await writeReserved(db, of('reserved'));
  await writeEvents(db, of('order-event'));
  await tellChannels(db, of('order-event'), of('fulfilment'), heardAt);
  await queueMessages(db, of('order-event'), heardAt);
  await reckonOrders(db, [...new Set([...ofOrders, ...ofFulfilments])], heardAt);
}

async function writeChannels(db: Kysely<Tables>, channels: readonly Of<'channel-published'>[]): Promise<void> {
  for (const { channel, at, by } of channels) {
    const { channelId, journalId, storeId, kind, name, status, revision } = channel;
    await sql`insert into channel
        (channel_id, journal_id, store_id, kind, name, status, revision, channel, changed_at, changed_by)
      values (${channelId}, ${journalId}, ${storeId}, ${kind}, ${name}, ${status}, ${revision},
        ${JSON.stringify(channel)}::jsonb, ${at}, ${by})
      on conflict (channel_id) do update set journal_id = excluded.journal_id, store_id = excluded.store_id,
        kind = excluded.kind, name = excluded.name, status = excluded.status, revision = excluded.revision,
        channel = excluded.channel, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db);
  }
}

/** Rows are taken in one order, as those of movements are, so that transactions wait for each other and do not deadlock. */
async function writeReserved(db: Kysely<Tables>, reserved: readonly ReservedEffect[]): Promise<void> {
  const sums = new Map<string, ReservedEffect>();
  for (const each of reserved) {
    const key = `${each.locationId}\n${each.variantId}`;
    const before = sums.get(key);
    const [committed, staged] = [before?.committed ?? 0, before?.staged ?? 0];
    sums.set(key, { ...each, committed: committed + each.committed, staged: staged + each.staged });
  }
  const changed = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const columns = {
    ...({ location_id: 'text', variant_id: 'text', page: 'int4', on_hand: 'int8' } as const),
    ...({ committed: 'int8', staged: 'int8' } as const),
  };
  const rows = changed.map(({ locationId, variantId, committed, staged }) => {
    return { location_id: locationId, variant_id: variantId, page: pageOf(variantId), on_hand: 0, committed, staged };
  });
  const add = sql`(location_id, variant_id) do update set committed = stock.committed + excluded.committed,
    staged = stock.staged + excluded.staged`;
  await insertRows(db, 'stock', columns, rows, add);
}

async function writeEvents(db: Kysely<Tables>, events: readonly OrderEventEffect[]): Promise<void> {
  const columns = {
    ...({ journal_id: 'uuid', seq: 'int8', order_id: 'uuid', fulfilment_id: 'uuid', kind: 'text' } as const),
    ...({ at: 'timestamptz', store_id: 'text', register_id: 'text', operator_id: 'text', asker: 'text' } as const),
    ...({ reason: 'text', quantity: 'int8', amount: 'int8', note_id: 'uuid', detail: 'jsonb' } as const),
  };
  const rows = events.map((event) => ({
    ...{ journal_id: event.journalId, seq: event.seq, order_id: event.orderId, fulfilment_id: event.fulfilmentId },
    ...{ kind: event.kind, at: event.at, store_id: event.storeId, register_id: event.registerId },
    ...{ operator_id: event.operatorId, asker: event.asker, reason: event.reason, quantity: event.quantity },
    ...{ amount: event.amount, note_id: event.noteId, detail: JSON.stringify(event.detail) },
  }));
  await insertRows(db, 'online_order_event', columns, rows, sql`do nothing`);
}
