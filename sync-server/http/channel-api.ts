import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  CategoriesAnswer,
  ChannelInfo,
  EventsAnswer,
  EventsQuery,
  IDEMPOTENCY_HEADER,
  OrderCancellation,
  OrderChange,
  OrderPayment,
  OrderRequest,
  OrderState,
  OrdersAnswer,
  OrdersQuery,
  ProductsAnswer,
  ProductsQuery,
  ReturnRequest,
  SiteId,
  WebhookAnswer,
  WebhookRequest,
} from '#contracts/http/channel-api.ts';
import { Sha256 } from '#contracts/schema.ts';
import { keepSecret, readSecret } from '#sync-server/channels/channel-secrets.ts';
import type { SiteFault } from '#sync-server/channels/generic/change-site-order.ts';
import {
  readChannelCategories,
  readChannelInfo,
  readChannelProducts,
} from '#sync-server/channels/generic/channel-catalogue.ts';
import { EVENTS_MAX, readEvents } from '#sync-server/channels/generic/channel-events.ts';
import { readOrderState } from '#sync-server/channels/generic/read-order-state.ts';
import {
  announceSiteReturn,
  cancelSiteOrder,
  changeSiteTerms,
  placeSiteOrder,
  recordSitePayment,
} from '#sync-server/channels/generic/site-requests.ts';
import { newWebhookSecret } from '#sync-server/channels/standard-webhook.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { channelOf, requireChannelKey } from '#sync-server/http/channel-key.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const strict = { additionalProperties: false };
const Which = Type.Object({ orderRef: SiteId }, strict);
/** Requests of one key's address in a minute; a site answers its customers from what it keeps. */
const PER_MINUTE = 600;

const config = { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } };
const security = [{ channel: [] }];
const answers = <A extends TSchema>(summary: string, answer: A) => {
  return { summary, tags: ['channel'], response: { 200: answer, '4xx': Problem }, security };
};

/** What a site that sells through the generic channel reads: itself, products, pictures, events. */
export function channelApiRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = requireChannelKey(context);

  app.get('/channel/v1', { schema: answers('The channel and its stores', ChannelInfo), onRequest, config }, (request) =>
    readChannelInfo(db, channelOf(request)),
  );
  const products = {
    ...answers('What the channel offers, with prices and stock per store', ProductsAnswer),
    querystring: ProductsQuery,
  };
  app.get('/channel/v1/products', { schema: products, onRequest, config }, (request) =>
    readChannelProducts(db, channelOf(request), request.query, context.now()),
  );
  const categories = answers('Categories of what the channel offers', CategoriesAnswer);
  app.get('/channel/v1/categories', { schema: categories, onRequest, config }, (request) =>
    readChannelCategories(db, channelOf(request), context.now()),
  );
  const picture = {
    summary: 'A picture of a product',
    tags: ['channel'],
    params: Type.Object({ hash: Sha256 }, strict),
    security,
  };
  app.get('/channel/v1/pictures/:hash', { schema: picture, onRequest, config }, async ({ params }, reply) => {
    const columns = ['type', 'bytes'] as const;
    const row = await db.selectFrom('picture').select(columns).where('hash', '=', params.hash).executeTakeFirst();
    if (!row) throw new Refusal(404, 'not-found', 'there is no such picture');
    return reply
      .header('content-type', row.type)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=31536000, immutable')
      .send(Buffer.from(row.bytes));
  });
  const events = { ...answers('What the channel was told', EventsAnswer), querystring: EventsQuery };
  app.get('/channel/v1/events', { schema: events, onRequest, config }, (request) => {
    const { after = '0', limit = '100' } = request.query;
    const page = { after: Number(after), limit: Math.min(EVENTS_MAX, Math.max(1, Number(limit))) };
    return readEvents(db, channelOf(request).channelId, page);
  });
  const webhook = {
    ...answers('Where events are sent; the secret is shown this once', WebhookAnswer),
    body: WebhookRequest,
  };
  app.put('/channel/v1/webhook', { schema: webhook, onRequest, config }, async (request) => {
    const { channelId } = channelOf(request);
    const { url } = request.body;
    if (url !== null && !URL.canParse(url)) throw new Refusal(400, 'body-invalid', 'this is no address');
    const secret = newWebhookSecret(context.random);
    const kept = { kind: 'generic', webhookUrl: url, webhookSecret: secret } as const;
    await keepSecret(db, context, { channelId, secret: kept, at: context.now().toISOString() });
    return url === null ? { url } : { url, secret };
  });
  app.get(
    '/channel/v1/webhook',
    { schema: answers('Where events are sent', WebhookAnswer), onRequest, config },
    async (request) => {
      const secret = await readSecret(db, context, channelOf(request).channelId);
      return { url: secret?.kind === 'generic' ? secret.webhookUrl : null };
    },
  );
}

/** What a site does with orders. Each request is done once, however often it is sent. */
export function channelOrdersRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = requireChannelKey(context);
  const stateOf = async (request: FastifyRequest, orderRef: string) => {
    const state = await readOrderState(db, channelOf(request), orderRef);
    if (!state) throw new Refusal(404, 'not-found', `there is no order ${orderRef}`);
    return state;
  };
  const done = (answer: { ok: true } | { ok: false; code: SiteFault; detail: string }) => {
    if (!answer.ok) throw new Refusal(STATUS[answer.code], answer.code, answer.detail);
  };

  const list = { ...answers('Orders of the channel, the last changed first', OrdersAnswer), querystring: OrdersQuery };
  app.get('/channel/v1/orders', { schema: list, onRequest, config }, async (request) => {
    const { memberId, limit = '50' } = request.query;
    const rows = await db
      .selectFrom('generic_order')
      .select(['channel_order_id', 'order_id', 'number', 'placed_at', 'updated_at'])
      .where('channel_id', '=', channelOf(request).channelId)
      .$if(memberId !== undefined, (query) => query.where('member_id', '=', memberId ?? ''))
      .orderBy('updated_at', 'desc')
      .limit(Math.min(200, Math.max(1, Number(limit))))
      .execute();
    return {
      orders: rows.map((row) => ({
        ...{ orderRef: row.channel_order_id, orderId: row.order_id, number: row.number },
        ...{ placedAt: row.placed_at.toISOString(), updatedAt: row.updated_at.toISOString() },
      })),
    };
  });
  const place = { ...answers('Places an order, once for each orderRef', OrderState), body: OrderRequest };
  app.post('/channel/v1/orders', { schema: place, onRequest, config }, async (request) => {
    done(await placeSiteOrder(context, channelOf(request), request.body));
    return stateOf(request, request.body.orderRef);
  });
  const read = { ...answers('How an order stands', OrderState), params: Which };
  app.get('/channel/v1/orders/:orderRef', { schema: read, onRequest, config }, (request) =>
    stateOf(request, request.params.orderRef),
  );
  const change = { ...answers('Changes an order', OrderState), params: Which, body: OrderChange };
  app.patch('/channel/v1/orders/:orderRef', { schema: change, onRequest, config }, async (request) => {
    const { orderRef } = request.params;
    done(await changeSiteTerms(context, channelOf(request), { orderRef, key: keyOf(request), change: request.body }));
    return stateOf(request, orderRef);
  });
  const cancel = { ...answers('Cancels an order, or some of it', OrderState), params: Which, body: OrderCancellation };
  app.post('/channel/v1/orders/:orderRef/cancellations', { schema: cancel, onRequest, config }, async (request) => {
    const { orderRef } = request.params;
    const asked = { orderRef, key: keyOf(request), cancellation: request.body };
    done(await cancelSiteOrder(context, channelOf(request), asked));
    return stateOf(request, orderRef);
  });
  const pay = { ...answers('Records a step of a payment, once', OrderState), params: Which, body: OrderPayment };
  app.post('/channel/v1/orders/:orderRef/payments', { schema: pay, onRequest, config }, async (request) => {
    const { orderRef } = request.params;
    done(await recordSitePayment(context, channelOf(request), { orderRef, payment: request.body }));
    return stateOf(request, orderRef);
  });
  const bringBack = { ...answers('Announces a return', OrderState), params: Which, body: ReturnRequest };
  app.post('/channel/v1/orders/:orderRef/returns', { schema: bringBack, onRequest, config }, async (request) => {
    const { orderRef } = request.params;
    const asked = { orderRef, key: keyOf(request), request: request.body };
    done(await announceSiteReturn(context, channelOf(request), asked));
    return stateOf(request, orderRef);
  });
}

const STATUS: Readonly<Record<SiteFault, number>> = {
  'not-found': 404,
  'request-repeated': 409,
  'order-too-far': 409,
  'variant-unknown': 422,
  'price-missing': 422,
  'body-invalid': 400,
};

function keyOf({ headers }: FastifyRequest): string {
  const key = headers[IDEMPOTENCY_HEADER];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key)) return key;
  throw new Refusal(400, 'body-invalid', `the header ${IDEMPOTENCY_HEADER} must name the request`);
}
