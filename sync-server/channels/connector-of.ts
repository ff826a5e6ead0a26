import type { ServerContext } from '#sync-server/context.ts';
import type { ChannelConnector } from './channel-port.ts';
import { readSecret } from './channel-secrets.ts';
import { genericConnector } from './generic/generic-connector.ts';
import type { Channel } from './read-channel.ts';
import { shopifyConnector } from './shopify/shopify-connector.ts';
import { wooConnector } from './woocommerce/woo-connector.ts';

/** The connector of a channel; undefined while what its shop system is signed in to with is not known. */
export async function connectorOf(context: ServerContext, channel: Channel): Promise<ChannelConnector | undefined> {
  const { db, now } = context;
  const secret = await readSecret(db, context, channel.channelId);
  if (channel.published.kind === 'generic') {
    return genericConnector(db, channel, secret?.kind === 'generic' ? secret : undefined, now);
  }
  if (secret?.kind === 'woocommerce') {
    return wooConnector({ url: channel.published.url ?? '', currency: channel.store.currency.code, secret, now });
  }
  if (secret?.kind === 'shopify') {
    return shopifyConnector({ url: channel.published.url ?? '', currency: channel.store.currency.code, secret, now });
  }
  return undefined;
}
