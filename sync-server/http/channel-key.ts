import type { FastifyRequest } from 'fastify';
import { channelOfKey } from '#sync-server/channels/channel-keys.ts';
import { type Channel, readChannel } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const channels = new WeakMap<FastifyRequest, Channel>();

/** An `onRequest` hook that lets a site in by a key of its channel: `Authorization: Bearer otk_…`. */
export function requireChannelKey(context: ServerContext) {
  return async (request: FastifyRequest): Promise<void> => {
    const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const channelId = await channelOfKey(context, key);
    const channel = channelId === undefined ? undefined : await readChannel(context.db, channelId);
    if (channel?.published.kind !== 'generic') throw new Refusal(401, 'unauthorised', 'a channel key is needed');
    if (channel.published.status === 'archived') throw new Refusal(403, 'revoked', 'this channel is closed');
    channels.set(request, channel);
  };
}

/** The channel whose key let the request in. */
export function channelOf(request: FastifyRequest): Channel {
  const channel = channels.get(request);
  if (!channel) throw new Error('this route lets anyone in');
  return channel;
}
