import { type Kysely, sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ChannelConnector, type ChannelFault, type StockToTell, wordsOf } from './channel-port.ts';
import type { Channel } from './read-channel.ts';
import { readSellable, type SellablePosition } from './sellable.ts';

const PAGE = 2_000;
/** What one call tells; WooCommerce takes 100 in a batch. */
const AT_ONCE = 100;

interface ToTell extends StockToTell {
  variantId: string;
}

/**
 * Tells a channel what changed of what it may sell, since it was last told, however often it changed meanwhile: one sum of all its
 * locations for each variant that its shop system has. `again` tells all of it. What the shop system does not know is noted, and told
 * again with the next change. Answers what stopped it: the shop system itself.
 */
export async function tellStock(
  context: ServerContext,
  channel: Channel,
  connector: ChannelConnector,
  { again = false } = {},
): Promise<ChannelFault | null> {
  for (let after = ''; ; ) {
    const positions = await readSellable(context.db, channel, context.now(), { after, limit: PAGE });
    const last = positions.at(-1);
    if (!last) return null;
    after = last.variantId;
    const due = await changedOf(context.db, channel, positions, again);
    for (let at = 0; at < due.length; at += AT_ONCE) {
      const some = due.slice(at, at + AT_ONCE);
      const answer = await connector.tellStock(some.map(({ variantId: _, ...item }) => item));
      if (!answer.ok && answer.fault.why !== 'refused') return answer.fault;
      const fault = answer.ok ? null : wordsOf(answer.fault);
      const unknown = new Set(answer.ok ? answer.value.unknown : []);
      await noteTold(context, channel.channelId, some, (id) => (unknown.has(id) ? 'not there' : fault));
    }
  }
}

/**
 * What changes when what a channel is told may have: with every fact, with what is mapped, with what was told, and when the date of
 * what it offers comes. Only how long registers are silent passes by itself.
 */
export async function stockToken(db: Kysely<Tables>, { channelId, published }: Channel, now: Date): Promise<string> {
  const { rows } = await sql<{ token: string }>`
    select concat_ws(' ', (select sum(watermark) from journal),
      (select count(*) from channel_told where channel_id = ${channelId}),
      (select count(*) from channel_listing where channel_id = ${channelId}
        and effective_at <= ${now.toISOString()}::timestamptz),
      (select count(*) from channel_listing_told where channel_id = ${channelId}
        and next_at <= ${now.toISOString()}::timestamptz),
      (select count(*) from channel_variant where channel_id = ${channelId} and variant_id is not null)) as token`.execute(
    db,
  );
  return `${published.revision} ${rows[0]?.token ?? ''}`;
}

/** What differs from what was told, of variants that the shop system has; of a site that works with this catalogue, all. */
async function changedOf(
  db: Kysely<Tables>,
  { channelId, published }: Channel,
  positions: readonly SellablePosition[],
  again: boolean,
): Promise<ToTell[]> {
  const sums = new Map<string, number>();
  for (const { variantId, sellable } of positions) sums.set(variantId, (sums.get(variantId) ?? 0) + sellable);
  const variantIds = [...sums.keys()];
  const isAmong = sql<string>`any(${variantIds}::text[])`;
  const told = await db
    .selectFrom('channel_told')
    .select(['variant_id', 'quantity'])
    .where('channel_id', '=', channelId)
    .where('variant_id', '=', isAmong)
    .execute();
  const before = new Map(told.map(({ variant_id, quantity }) => [variant_id, quantity]));
  const changed = [...sums].filter(([variantId, quantity]) => again || before.get(variantId) !== quantity);
  if (published.kind === 'generic') {
    return changed.map(([variantId, quantity]) => ({
      variantId,
      externalVariantId: variantId,
      locationId: null,
      quantity,
    }));
  }
  const mapped = await db
    .selectFrom('channel_variant')
    .select(['external_variant_id', 'variant_id'])
    .where('channel_id', '=', channelId)
    .where('variant_id', '=', isAmong)
    .orderBy('external_variant_id')
    .execute();
  return changed.flatMap(([variantId, quantity]) =>
    mapped
      .filter(({ variant_id }) => variant_id === variantId)
      .map(({ external_variant_id: externalVariantId }) => ({
        variantId,
        externalVariantId,
        locationId: null,
        quantity,
      })),
  );
}

async function noteTold(
  { db, now }: ServerContext,
  channelId: string,
  items: readonly ToTell[],
  faultOf: (externalVariantId: string) => string | null,
): Promise<void> {
  const columns = {
    ...({ channel_id: 'text', variant_id: 'text', location_id: 'text', quantity: 'int8' } as const),
    ...({ told_at: 'timestamptz', fault: 'text' } as const),
  };
  const told_at = now().toISOString();
  // A shop system may have a variant twice: what it said of the last counts.
  const last = new Map(items.map((item) => [item.variantId, item]));
  const rows = [...last.values()].map(({ variantId, externalVariantId, quantity }) => ({
    ...{ channel_id: channelId, variant_id: variantId, location_id: '' },
    ...{ quantity, told_at, fault: faultOf(externalVariantId) },
  }));
  const again = sql`(channel_id, variant_id, location_id) do update set quantity = excluded.quantity,
    told_at = excluded.told_at, fault = excluded.fault`;
  await insertRows(db, 'channel_told', columns, rows, again);
}
