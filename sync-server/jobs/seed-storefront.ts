import type { ChannelChange } from '#contracts/http/channels.ts';
import { changeChannel } from '#sync-server/commands/change-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';

/** The generic channel of the demo, which its storefront sells through. */
export const DEMO_CHANNEL = 'web-shop';

/** Gives the demo a channel with both stores' stock, once; one that a person changed since stays as it is. */
export async function seedStorefront(context: ServerContext): Promise<void> {
  const { db } = context;
  const known = await db
    .selectFrom('channel')
    .select('channel_id')
    .where('channel_id', '=', DEMO_CHANNEL)
    .executeTakeFirst();
  if (known) return;
  const stores = await db.selectFrom('store').select(['store_id', 'location_id']).orderBy('store_id').execute();
  const [first] = stores;
  if (!first) throw new Error('the demo has no store');
  const channel: ChannelChange['channel'] = {
    kind: 'generic',
    name: 'Omnitill Shop',
    storeId: first.store_id,
    status: 'active',
    locationIds: stores.map(({ location_id }) => location_id),
    rules: [],
    safetyStock: 0,
    tender: 'online',
    readyWithinHours: 2,
    keptDays: 7,
    refundShipping: 'whole-order',
  };
  const made = await changeChannel(context, DEMO_CHANNEL, { revision: 0, channel }, null);
  if (!made.ok) throw new Error(`demo channel: ${JSON.stringify(made)}`);
}
