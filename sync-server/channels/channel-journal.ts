import type { Kysely } from 'kysely';
import type { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { KeptJournal } from '#sync-server/ingest/append-facts.ts';

/** A channel with its journal, to be appended to by `appendTo`. */
export interface KeptChannel extends KeptJournal {
  channel: ChannelPublished;
  locationId: string;
}

/**
 * The journal that the server keeps for a channel: `order.placed`, `order-payment.recorded` and `return.announced` stand there, and what
 * its shop system says of terms (`order.amended`, `order.cancelled` with `asker` channel). Undefined where there is no such channel.
 */
export async function findChannel(db: Kysely<Tables>, channelId: string): Promise<KeptChannel | undefined> {
  const row = await db
    .selectFrom('channel')
    .innerJoin('store', 'store.store_id', 'channel.store_id')
    .select(['channel', 'settings', 'location_id'])
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { timeZone, dayStartsAt } = row.settings;
  return {
    channel: row.channel,
    locationId: row.location_id,
    journalId: row.channel.journalId,
    businessDateAt: (at) => businessDateAt(at, timeZone, dayStartsAt),
  };
}
