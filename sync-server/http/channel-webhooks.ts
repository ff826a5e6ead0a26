import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { askToLook } from '#sync-server/channels/channel-state.ts';
import { connectorOf } from '#sync-server/channels/connector-of.ts';
import { readChannel } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { ChannelId } from '#sync-server/http/channels.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const strict = { additionalProperties: false };
const BYTES_MAX = 1_000_000;
const PER_MINUTE = 1_200;

/**
 * Takes webhooks of shop systems. One says which orders to look at; nothing else of it is believed. That is written down and answered at
 * once; the same delivery again changes nothing.
 */
export function channelWebhooksRoute(app: App, context: ServerContext): void {
  app.register(async (scope) => {
    const bytes = { parseAs: 'buffer', bodyLimit: BYTES_MAX } as const;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', bytes, async (_request: FastifyRequest, body: Buffer) => body);
    const schema = {
      summary: 'Takes a webhook of a channel’s shop system, proven by its signature',
      params: Type.Object({ channelId: ChannelId }, strict),
      response: { 200: Type.Object({ ok: Type.Literal(true) }, strict), '4xx': Problem },
    };
    const config = { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } };
    scope.post('/channels/:channelId/webhooks', { schema, config }, async (request) => {
      const { channelId } = request.params as { channelId: string };
      const { body } = request;
      await takeWebhook(context, channelId, request.headers, Buffer.isBuffer(body) ? body : Buffer.alloc(0));
      return { ok: true as const };
    });
  });
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

async function takeWebhook(context: ServerContext, channelId: string, given: Headers, body: Buffer): Promise<void> {
  const { db, now } = context;
  const channel = await readChannel(db, channelId);
  const connector = channel && (await connectorOf(context, channel));
  if (!connector) throw new Refusal(404, 'not-found', `there is no channel ${channelId}`);
  const headers = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const read = connector.readWebhook(headers, body, now().getTime());
  if (!read.ok) {
    const code = read.code === 'signature-invalid' ? 'unauthorised' : 'body-invalid';
    throw new Refusal(code === 'unauthorised' ? 401 : 400, code, `this webhook is none: ${read.code}`);
  }
  const at = now().toISOString();
  await db.transaction().execute(async (tx) => {
    const fresh = await tx
      .insertInto('channel_delivery')
      .values({ channel_id: channelId, delivery_id: read.deliveryId.slice(0, 200), at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('delivery_id')
      .execute();
    if (fresh.length === 0) return;
    await askToLook(tx, channelId, read.channelOrderIds, at);
    await tx
      .insertInto('channel_state')
      .values({ channel_id: channelId, webhook_at: at })
      .onConflict((conflict) => conflict.column('channel_id').doUpdateSet({ webhook_at: at }))
      .execute();
  });
}
