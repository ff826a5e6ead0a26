import { sql } from 'kysely';
import { tillChannelId } from '#domain/fulfilment/till-channel.ts';
import { changeChannel } from '#sync-server/commands/change-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';

/** What tills promise, until somebody says otherwise. */
const READY_WITHIN_HOURS = 24;
const KEPT_DAYS = 14;

/**
 * Makes the channels of tills that took an order for what leaves later: it is worked as any other, from the store's own stock first. What
 * it sold stands in the till's ticket.
 */
export async function openTillChannels(context: ServerContext): Promise<void> {
  const { rows } = await sql<{ channel_id: string; store_id: string; name: string; location_id: string }>`
    select distinct online_order.channel_id, store.store_id, settings ->> 'name' as name, location_id
    from online_order join store using (store_id) left join channel using (channel_id)
    where channel.channel_id is null and fulfilment_state not in ('fulfilled', 'cancelled')`.execute(context.db);
  const own = rows.filter(({ channel_id, store_id }) => channel_id === tillChannelId(store_id));
  if (own.length === 0) return;
  const stores = await context.db.selectFrom('store').select('location_id').orderBy('store_id').execute();
  for (const { channel_id, store_id: storeId, name, location_id } of own) {
    const others = stores.map((store) => store.location_id).filter((id) => id !== location_id);
    const channel = {
      ...{ kind: 'till' as const, name, storeId, status: 'active' as const, locationIds: [location_id, ...others] },
      ...{ rules: ['priority'], safetyStock: 0, tender: 'cash', readyWithinHours: READY_WITHIN_HOURS },
      ...{ keptDays: KEPT_DAYS, refundShipping: 'never' as const },
    };
    await changeChannel(context, channel_id, { revision: 0, channel }, null);
  }
}
