import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  ChannelGoodsList,
  GoodsQuery,
  ListingsAnswer,
  ListingsRequest,
  PushRequest,
} from '#contracts/http/channel-goods.ts';
import {
  ChannelAnswer,
  ChannelChange,
  ChannelCheck,
  ChannelKeyRow,
  ChannelList,
  ChannelVariantChange,
  ChannelVariantList,
  KeyAnswer,
  KeyRequest,
  MappingsAnswer,
  MappingsRequest,
} from '#contracts/http/channels.ts';
import { readChannelGoods, tellAgain } from '#sync-server/channels/channel-goods.ts';
import { readHealth } from '#sync-server/channels/channel-health.ts';
import { issueKey, readKeys, revokeKey } from '#sync-server/channels/channel-keys.ts';
import { chooseVariant, readChannelVariants } from '#sync-server/channels/channel-lists.ts';
import { wordsOf } from '#sync-server/channels/channel-port.ts';
import { connectorOf } from '#sync-server/channels/connector-of.ts';
import { importMappings } from '#sync-server/channels/import-mappings.ts';
import { readChannel } from '#sync-server/channels/read-channel.ts';
import { changeChannel } from '#sync-server/commands/change-channel.ts';
import { changeListings } from '#sync-server/commands/change-listings.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const strict = { additionalProperties: false };
/** It stands in addresses, and in the id of a register. */
export const ChannelId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,30}$' });
const Which = Type.Object({ channelId: ChannelId }, strict);
const WhichKey = Type.Object(
  { channelId: ChannelId, keyId: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }) },
  strict,
);

/** Where a channel's shop system sends its webhooks. */
export function webhookPathOf(channelId: string): string {
  return `/channels/${channelId}/webhooks`;
}

/** Channels as they are set up: made, paused, their keys, and how they are reached. */
export function channelsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'channels')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const mustBe = async (channelId: string) => {
    const row = await db.selectFrom('channel').select('kind').where('channel_id', '=', channelId).executeTakeFirst();
    if (!row) throw new Refusal(404, 'not-found', `there is no channel ${channelId}`);
    return row;
  };

  app.get('/channels', { schema: answers('Channels, and how they are reached', ChannelList), onRequest }, async () => {
    const rows = await db.selectFrom('channel').select(['channel_id', 'channel']).orderBy('channel_id').execute();
    const secrets = await db.selectFrom('channel_secret').select('channel_id').execute();
    const channels = [];
    for (const { channel_id: channelId, channel } of rows) {
      channels.push({
        channel,
        hasSecret: secrets.some(({ channel_id }) => channel_id === channelId),
        webhookPath: webhookPathOf(channelId),
        health: await readHealth(db, channelId),
        keys: await readKeys(db, channelId),
      });
    }
    return { channels };
  });
  const change = { ...answers('Makes or changes a channel', ChannelAnswer), params: Which, body: ChannelChange };
  app.put('/channels/:channelId', { schema: change, onRequest }, (request) =>
    changeChannel(context, request.params.channelId, request.body, operatorOf(request)),
  );
  const key = { ...answers('A new key of the HTTP API, shown this once', KeyAnswer), params: Which, body: KeyRequest };
  app.post('/channels/:channelId/keys', { schema: key, onRequest }, async (request) => {
    const { channelId } = request.params;
    const { kind } = await mustBe(channelId);
    if (kind !== 'generic') throw new Refusal(409, 'channel-without-keys', 'only a generic channel has keys');
    return issueKey(context, { channelId, name: request.body.name, madeBy: operatorOf(request) });
  });
  const revoke = {
    ...answers('Refuses a key from now on', Type.Object({ keys: Type.Array(ChannelKeyRow) }, strict)),
    params: WhichKey,
  };
  app.post('/channels/:channelId/keys/:keyId/revoke', { schema: revoke, onRequest }, async ({ params }) => {
    if (!(await revokeKey(context, params))) throw new Refusal(404, 'not-found', 'there is no such key');
    return { keys: await readKeys(db, params.channelId) };
  });
}

/** Whether a channel's shop system is reached, what its products are here, and what it was told that it may sell. */
export function channelGoodsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'channels')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, params: Which, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const mustRead = async (channelId: string) => {
    const channel = await readChannel(db, channelId);
    if (!channel) throw new Refusal(404, 'not-found', `there is no channel ${channelId}`);
    return channel;
  };

  const check = answers('Whether its shop system is reached', ChannelCheck);
  app.post('/channels/:channelId/check', { schema: check, onRequest }, async ({ params }) => {
    const connector = await connectorOf(context, await mustRead(params.channelId));
    if (!connector) return { ok: false as const, why: 'signed-out', detail: 'there are no keys to sign in with' };
    const answer = await connector.check();
    if (answer.ok) return { ok: true as const, ...answer.value, missingScopes: [...answer.value.missingScopes] };
    const { fault } = answer;
    return { ok: false as const, why: fault.why, detail: wordsOf(fault) };
  });
  const variants = {
    ...answers('Products of its shop system, and what they are here', ChannelVariantList),
    querystring: Type.Object({ status: Type.Optional(Type.String()), after: Type.Optional(Type.String()) }, strict),
  };
  app.get('/channels/:channelId/variants', { schema: variants, onRequest }, ({ params, query }) =>
    readChannelVariants(db, params.channelId, query),
  );
  const choose = {
    ...answers('Says what a product of its shop system is here', Type.Object({ ok: Type.Literal(true) }, strict)),
    body: ChannelVariantChange,
  };
  app.put('/channels/:channelId/variants', { schema: choose, onRequest }, async ({ params, body }) => {
    const done = await chooseVariant(context, params.channelId, body);
    if (done !== 'done') throw new Refusal(done === 'not-found' ? 404 : 409, done, 'there is no such variant');
    return { ok: true as const };
  });
  const mappings = {
    ...answers('Says of many of its products what they are here', MappingsAnswer),
    body: MappingsRequest,
  };
  app.post('/channels/:channelId/variants/import', { schema: mappings, onRequest }, async ({ params, body }) => {
    await mustRead(params.channelId);
    return importMappings(context, params.channelId, body);
  });
  const stock = {
    ...answers('What it offers and may sell, and what it was told', ChannelGoodsList),
    querystring: GoodsQuery,
  };
  app.get('/channels/:channelId/stock', { schema: stock, onRequest }, async ({ params, query }) =>
    readChannelGoods(context, await mustRead(params.channelId), query),
  );
  const push = {
    ...answers('Tells it once more what it offers and may sell', Type.Object({ ok: Type.Literal(true) }, strict)),
    body: PushRequest,
  };
  app.post('/channels/:channelId/stock/push', { schema: push, onRequest }, async ({ params, body }) => {
    await mustRead(params.channelId);
    await tellAgain(context, params.channelId, body.variantIds);
    return { ok: true as const };
  });
  const listings = {
    ...answers('Publishes, unpublishes and prices products in it', ListingsAnswer),
    body: ListingsRequest,
  };
  app.put('/channels/:channelId/listings', { schema: listings, onRequest }, async (request) => {
    const { channelId } = request.params;
    const answer = await changeListings(context, channelId, request.body, operatorOf(request));
    if (!answer) throw new Refusal(404, 'not-found', `there is no channel ${channelId}`);
    return answer;
  });
}
