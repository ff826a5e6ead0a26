import { channelOfKey, issueKey } from '#sync-server/channels/channel-keys.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { keepStorefrontKey, readStorefrontKey } from '#sync-server/db/data-folder.ts';
import { StartFault } from '#sync-server/start-fault.ts';

/**
 * The key that the storefront sells through a generic channel with: made at first and kept in the server's folder; another one where it was
 * revoked, or the folder is new. Rejects with a `StartFault` where there is no such channel.
 */
export async function openStorefront(
  context: ServerContext,
  { channelId, dataDir }: { channelId: string; dataDir: string },
): Promise<{ key: string }> {
  const row = await context.db
    .selectFrom('channel')
    .select('kind')
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  if (row?.kind !== 'generic') throw new StartFault(`There is no generic channel ${channelId} for the storefront.`);
  const kept = await readStorefrontKey(dataDir);
  if ((await channelOfKey(context, kept)) === channelId) return { key: kept };
  const { key } = await issueKey(context, { channelId, name: 'Storefront', madeBy: null });
  await keepStorefrontKey(dataDir, key);
  return { key };
}
