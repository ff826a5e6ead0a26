import type { Kysely } from 'kysely';
import { v5 } from 'uuid';
import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { KeptJournal } from '#sync-server/ingest/append-facts.ts';

const ORDER_IDS = '0c7a3f1e-8f5e-5c0f-9a35-5a7f4c4be210';

/** A channel as it stands now, with the journal in which its facts are kept. */
export interface Channel extends KeptJournal {
  channelId: string;
  storeId: string;
  published: ChannelPublished;
  /** Of the store that sells through it. */
  store: StoreSettings;
}

/** A channel; undefined where there is none such. */
export async function readChannel(db: Kysely<Tables>, channelId: string): Promise<Channel | undefined> {
  const row = await db
    .selectFrom('channel')
    .innerJoin('store', 'store.store_id', 'channel.store_id')
    .select(['channel', 'settings'])
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row && channelOf(row.channel, row.settings);
}

/** All channels that are worked, by id; those of tills have no shop system. */
export async function readChannels(db: Kysely<Tables>): Promise<Channel[]> {
  const rows = await db
    .selectFrom('channel')
    .innerJoin('store', 'store.store_id', 'channel.store_id')
    .select(['channel', 'settings'])
    .where('kind', '<>', 'till')
    .orderBy('channel_id')
    .execute();
  return rows.map(({ channel, settings }) => channelOf(channel, settings));
}

function channelOf(published: ChannelPublished, store: StoreSettings): Channel {
  const { channelId, storeId, journalId } = published;
  const { timeZone, dayStartsAt } = store;
  return {
    ...{ channelId, storeId, journalId, published, store },
    businessDateAt: (at) => businessDateAt(at, timeZone, dayStartsAt),
  };
}

/** The id of an order: the same order of the same channel always has the same, so that it is never doubled. */
export function orderIdOf(channelId: string, channelOrderId: string): string {
  return v5(`${channelId}\n${channelOrderId}`, ORDER_IDS);
}
