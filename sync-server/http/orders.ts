import Type from 'typebox';
import { OrderAnswer, OrderList, OrderQuery, Problem } from '#contracts/http/api.ts';
import { Uuid } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { findOrders } from '#sync-server/views/find-orders.ts';
import { readOrder } from '#sync-server/views/read-order.ts';

const strict = { additionalProperties: false };

/** Past orders of all stores. */
export function ordersRoute(app: App, context: ServerContext): void {
  const onRequest = requireRegister(context);
  const list = {
    summary: 'Past orders of the chain, newest first',
    querystring: OrderQuery,
    response: { 200: OrderList, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.get('/orders', { schema: list, onRequest }, async ({ query }) => ({
    orders: await findOrders(context.db, query),
  }));
  const one = {
    summary: 'A past order of any store, and what of it came back already',
    params: Type.Object({ orderId: Uuid }, strict),
    response: { 200: OrderAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.get('/orders/:orderId', { schema: one, onRequest }, async ({ params: { orderId } }) => {
    const order = await readOrder(context.db, orderId);
    if (!order) throw new Refusal(404, 'not-found', `there is no order ${orderId}`);
    return order;
  });
}
