import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { ChannelError, type Order } from '#sync-server/channels/client/omnitill-channel.ts';
import type { App } from '#sync-server/http/app.ts';
import { sendPage } from './browse-routes.ts';
import { isOrderToken, orderAddress } from './order-address.ts';
import { ORDER_NEWS, type OrderNews, orderPage, ordersPage, RETURN_REASONS } from './order-page.ts';
import { formIn, pageContext } from './page-context.ts';
import type { Site } from './site.ts';
import { sendTrouble } from './trouble.ts';

const hide = true;
const config = { rateLimit: { max: 120, timeWindow: 60_000 } };
const Which = Type.Object({
  ref: Type.String({ pattern: '^[0-9A-Z]{20}$' }),
  token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
});

type Lines = { lineId: string; quantity: number }[];

/** An order at its customer's own address: how it stands, and what may be done with it. */
export function orderRoutes(scope: App, site: Site): void {
  scope.get('/orders', { schema: { hide } }, async (request, reply) => {
    const context = await pageContext(site, request);
    const found = await Promise.all(context.visitor.orders.map((ref) => site.order(ref)));
    const orders = found.flatMap((order) => (order ? [{ order, at: orderAddress(site, order.orderRef) }] : []));
    return sendPage(reply, ordersPage(context, orders));
  });

  const one = { hide, params: Which, querystring: Type.Object({ news: Type.Optional(Type.String()) }) };
  scope.get('/orders/:ref/:token', { schema: one }, async (request, reply) => {
    const order = await orderAt(site, request.params);
    if (!order) return sendTrouble(site, request, reply, 404);
    const context = await pageContext(site, request);
    const products = await site.products([...new Set(order.lines.flatMap(({ variantId }) => variantId ?? []))]);
    const nameOf = ({ variantId, name }: Order['lines'][number]) => {
      const product = products.get(variantId ?? '');
      return product ? context.texts.name(product) : name;
    };
    const at = orderAddress(site, order.orderRef);
    const news = ORDER_NEWS.find((known) => known === request.query.news) ?? null;
    return sendPage(reply, orderPage({ ...context, here: at }, order, { at, news, requestId: site.newRef(), nameOf }));
  });

  const act = { hide, params: Which };
  scope.post('/orders/:ref/:token/cancel', { schema: act, config }, async (request, reply) => {
    const order = await orderAt(site, request.params);
    if (!order) return sendTrouble(site, request, reply, 404);
    const { what, request: requestId = '' } = formIn(request);
    const lines = what === 'all' ? undefined : chosenIn(request, order);
    if (lines?.length === 0) return back(site, reply, order, 'nothing-cancelled');
    return once(site, reply, order, 'cancelled', () => site.omnitill.cancel(order.orderRef, lines, nameOf(requestId)));
  });
  scope.post('/orders/:ref/:token/return', { schema: act, config }, async (request, reply) => {
    const order = await orderAt(site, request.params);
    if (!order) return sendTrouble(site, request, reply, 404);
    const form = formIn(request);
    const reason = RETURN_REASONS.find((known) => known === form.reason) ?? RETURN_REASONS[0];
    const lines = chosenIn(request, order).map((line) => ({ ...line, reason }));
    if (lines.length === 0) return back(site, reply, order, 'nothing-returned');
    const method = form.method === 'post' ? 'post' : 'store';
    const announced = { lines, method } as const;
    return once(site, reply, order, 'returned', () =>
      site.omnitill.announceReturn(order.orderRef, announced, nameOf(form.request ?? '')),
    );
  });
}

async function orderAt(site: Site, { ref, token }: Static<typeof Which>): Promise<Order | null> {
  return isOrderToken(site, ref, token) ? site.order(ref) : null;
}

/** Lines that were ticked, each with as many as the page offered; whether they still may be is the API's to say. */
function chosenIn(request: FastifyRequest, order: Order): Lines {
  const form = formIn(request);
  return order.lines.flatMap((line) => {
    const quantity = Math.min(line.ordered, Math.trunc(Number(form[`line-${line.lineId}`] ?? 0)) || 0);
    return quantity > 0 ? [{ lineId: line.lineId, quantity }] : [];
  });
}

/** What the API knows a request by; a form without one is a request of its own. */
function nameOf(requestId: string): string {
  return /^[0-9A-Z]{20}$/.test(requestId) ? requestId : crypto.randomUUID();
}

async function once(
  site: Site,
  reply: FastifyReply,
  order: Order,
  news: OrderNews,
  act: () => Promise<unknown>,
): Promise<FastifyReply> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof ChannelError) || error.status !== 409) throw error;
    return back(site, reply, order, 'too-far');
  }
  return back(site, reply, order, news);
}

function back(site: Site, reply: FastifyReply, order: Order, news: OrderNews): FastifyReply {
  return reply.redirect(`${orderAddress(site, order.orderRef)}?news=${news}`, 303);
}
