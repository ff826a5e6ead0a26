import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { NewOrder } from '#sync-server/channels/client/omnitill-channel.ts';
import type { App } from '#sync-server/http/app.ts';
import { type BasketLine, lacksAt, lacksSent, linesOf, withQuantity } from './basket.ts';
import { basketPage } from './basket-page.ts';
import { sendPage } from './browse-routes.ts';
import { type CheckoutFaults, type Form, formOf, readCheckout, type Way } from './checkout.ts';
import { checkoutPage, countryOf } from './checkout-page.ts';
import { orderAddress } from './order-address.ts';
import type { PageContext } from './page.ts';
import { formIn, pageContext } from './page-context.ts';
import { type PayTrouble, payPage, totalOf } from './pay-page.ts';
import { numberOf, type Site } from './site.ts';
import { type Draft, keepVisitor } from './visitor.ts';

const hide = true;
/** Whoever sends forms by a program waits. */
const config = { rateLimit: { max: 120, timeWindow: 60_000 } };
const ORDERS_KEPT = 10;

/** The way from the basket to an order that is paid. */
export function buyRoutes(scope: App, site: Site): void {
  const linesIn = async ({ visitor }: PageContext): Promise<BasketLine[]> =>
    linesOf(visitor.basket, await site.products(visitor.basket.map(([variantId]) => variantId)));

  scope.get('/basket', { schema: { hide } }, async (request, reply) => {
    const context = await pageContext(site, request);
    return sendPage(reply, basketPage(context, await linesIn(context)));
  });

  scope.post('/basket', { schema: { hide }, config }, async (request, reply) => {
    const { visitor } = await pageContext(site, request);
    const { variant = '', how = '', quantity = '' } = formIn(request);
    const product = (await site.products([variant])).get(variant);
    const there = visitor.basket.find(([variantId]) => variantId === variant)?.[1] ?? 0;
    const wanted = how === 'remove' ? 0 : (how === 'add' ? there : 0) + Math.max(0, Math.trunc(Number(quantity)) || 0);
    const basket = product
      ? withQuantity(visitor.basket, product, wanted)
      : visitor.basket.filter(([variantId]) => variantId !== variant);
    keepVisitor(site, request, reply, { basket });
    const isAdded = how === 'add' && product !== undefined;
    return reply.redirect(isAdded ? `/shop/products/${encodeURIComponent(variant)}?added=1` : '/shop/basket', 303);
  });

  const which = { hide, params: Type.Object({ way: Type.Union([Type.Literal('pickup'), Type.Literal('delivery')]) }) };
  const checkout = async (
    request: FastifyRequest,
    reply: FastifyReply,
    way: Way,
    { form, faults }: { form?: Form; faults: CheckoutFaults },
  ) => {
    const context = await pageContext(site, request);
    const lines = await linesIn(context);
    if (lines.length === 0) return reply.redirect('/shop/basket', 303);
    const shown = { lines, form: form ?? formOf(context.visitor.draft), faults };
    return sendPage(reply, checkoutPage({ ...context, here: `/shop/checkout/${way}` }, way, shown), form ? 422 : 200);
  };
  scope.get('/checkout/:way', { schema: which }, (request, reply) =>
    checkout(request, reply, request.params.way, { faults: {} }),
  );
  scope.post('/checkout/:way', { schema: which, config }, async (request, reply) => {
    const context = await pageContext(site, request);
    const lines = await linesIn(context);
    const { way } = request.params;
    const able = context.shop.stores.filter(({ storeId }) => lacksAt(lines, storeId).length === 0);
    const form = formIn(request);
    const read = readCheckout(way, form, { ref: site.newRef(), storeIds: able.map(({ storeId }) => storeId) });
    const isLacking = way === 'delivery' && lacksSent(lines).length > 0;
    if (!read.ok || isLacking || lines.length === 0) {
      return checkout(request, reply, way, { form, faults: read.ok ? {} : read.faults });
    }
    return keepVisitor(site, request, reply, { draft: read.draft }).redirect('/shop/pay', 303);
  });

  const pay = async (context: PageContext, reply: FastifyReply, lines: readonly BasketLine[], trouble?: PayTrouble) => {
    const { draft } = context.visitor;
    if (!draft || lines.length === 0) return reply.redirect('/shop/basket', 303);
    const token = site.sign(`pay\n${draft.ref}`);
    const shown = { lines, draft, token, ...(trouble === undefined ? {} : { trouble }) };
    return sendPage(reply, payPage({ ...context, here: '/shop/pay' }, shown), trouble === undefined ? 200 : 422);
  };
  const placed = ({ visitor }: PageContext, request: FastifyRequest, reply: FastifyReply, ref: string) => {
    if (visitor.draft?.ref !== ref) return reply.redirect(orderAddress(site, ref), 303);
    const orders = [ref, ...visitor.orders.filter((one) => one !== ref)].slice(0, ORDERS_KEPT);
    keepVisitor(site, request, reply, { basket: [], draft: null, orders });
    return reply.redirect(`${orderAddress(site, ref)}?news=placed`, 303);
  };
  scope.get('/pay', { schema: { hide } }, async (request, reply) => {
    const context = await pageContext(site, request);
    return pay(context, reply, await linesIn(context));
  });
  scope.post('/pay', { schema: { hide }, config }, async (request, reply) => {
    const context = await pageContext(site, request);
    const { ref = '', token = '', amount = '', card = '' } = formIn(request);
    const isOurs = site.isSigned(`pay\n${ref}`, token);
    const { draft } = context.visitor;
    const lines = await linesIn(context);
    // Pressed twice, or come back to: what was placed is shown, and nothing is paid again.
    if (isOurs && (await site.order(ref))) return placed(context, request, reply, ref);
    if (!draft || lines.length === 0) return reply.redirect('/shop/basket', 303);
    const { total } = totalOf(context, lines, draft);
    if (!isOurs || draft.ref !== ref || amount !== String(total)) return pay(context, reply, lines, 'changed');
    if (card !== 'good') return pay(context, reply, lines, 'declined');
    const store = context.shop.stores.find(({ storeId }) => storeId === draft.storeId);
    const lacks = draft.storeId === undefined ? lacksSent(lines) : lacksAt(lines, draft.storeId);
    if (lacks.length > 0) return pay(context, reply, lines, { lacks, store: store?.name ?? null });
    await site.omnitill.place(orderOf(context, draft, lines));
    return placed(context, request, reply, ref);
  });
}

/** The order that was paid, as the API takes it: the same draft is the same order, however often it is sent. */
function orderOf(context: PageContext, draft: Draft, lines: readonly BasketLine[]): NewOrder {
  const { shop, visitor, words } = context;
  const { ref, name, email, phone, note, storeId, address } = draft;
  const { postage, total } = totalOf(context, lines, draft);
  const ways = address
    ? {
        method: 'ship' as const,
        address: { name, ...address, country: countryOf(shop.language), ...(phone ? { phone } : {}) },
      }
    : { method: 'pickup' as const, ...(storeId === undefined ? {} : { storeId }) };
  return {
    orderRef: ref,
    number: numberOf(ref),
    customer: { name, email, ...(phone ? { phone } : {}), language: visitor.language },
    ...(note ? { note } : {}),
    deliveries: [{ id: '1', ...ways }],
    lines: lines.map(({ product, quantity, amount }, at) => {
      return { lineId: String(at + 1), variantId: product.variantId, quantity, amount };
    }),
    ...(postage ? { charges: [{ chargeId: 'postage', kind: 'shipping', name: words.postage, amount: postage }] } : {}),
    payments: [{ paymentId: `pay-${ref}`, step: 'captured', amount: total, reference: 'simulated' }],
  };
}
