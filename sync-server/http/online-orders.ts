import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  AmendChange,
  CancelChange,
  DecideAnswer,
  OnlineOrderDetail,
  OnlineOrderList,
  OnlineOrderQuery,
  RefundChange,
  RouteChange,
} from '#contracts/http/online-orders.ts';
import { Uuid } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { amendOrder, cancelOrder, chooseLocation, refundOrder } from '#sync-server/fulfilment/decide-order.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { sendCsv } from '#sync-server/http/report-request.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readOnlineOrder } from '#sync-server/views/online-order-detail.ts';
import { readOnlineOrders } from '#sync-server/views/online-order-list.ts';
import { onlineOrdersCsv } from '#sync-server/views/online-orders-csv.ts';
import { reportStores, workingStores } from '#sync-server/views/report-stores.ts';

const Which = Type.Object({ orderId: Uuid });
const FILE_MAX = 5_000;

/**
 * Online orders of the stores in which the operator works: those that one of them sells, or has promised some of. Who sees them has
 * `online-orders`, who decides about them `online-orders-decide`; what follows from a decision has been done when it is answered.
 */
export function onlineOrdersRoute(app: App, context: ServerContext): void {
  const security = [{ register: [] }];
  const see = [requireRegister(context), requirePermission(context, 'online-orders')];
  const decide = [requireRegister(context), requirePermission(context, 'online-orders-decide')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security };
  };

  const list = { ...answers('A window of the online orders', OnlineOrderList), querystring: OnlineOrderQuery };
  app.get('/online-orders', { schema: list, onRequest: see }, async (request) =>
    readOnlineOrders(context, request.query, await storesFor(context, request, request.query.store)),
  );
  const file = { ...answers('The same as CSV', Type.String()), querystring: OnlineOrderQuery };
  app.get('/online-orders.csv', { schema: file, onRequest: see }, async (request, reply) => {
    const storeIds = await storesFor(context, request, request.query.store);
    const query = { ...request.query, offset: 0, limit: FILE_MAX };
    const { rows } = await readOnlineOrders(context, query, storeIds);
    const found = await reportStores(
      context.db,
      { storeId: registerOf(request).storeId, operatorId: operatorOf(request) },
      undefined,
    );
    return sendCsv(reply, 'online-orders.csv', onlineOrdersCsv(rows, found?.own.digits ?? 2));
  });
  const one = { ...answers('All that is known of an order', OnlineOrderDetail), params: Which };
  app.get('/online-orders/:orderId', { schema: one, onRequest: see }, (request) =>
    mustRead(context, request, request.params.orderId),
  );
  const decided = async (orderId: string, doing: Promise<DecideAnswer>): Promise<DecideAnswer> => {
    const answer = await doing;
    if (answer.ok) await workOrders(context);
    else if (answer.code === 'order-unknown') throw unknown(orderId);
    return answer;
  };
  const cancel = {
    ...answers('Cancels what has not left, or some of it', DecideAnswer),
    params: Which,
    body: CancelChange,
  };
  app.post('/online-orders/:orderId/cancel', { schema: cancel, onRequest: decide }, async (request) => {
    const { orderId } = await mustRead(context, request, request.params.orderId);
    return decided(orderId, cancelOrder(context, orderId, request.body, operatorOf(request)));
  });
  const amend = { ...answers('Changes where, how or by when it goes', DecideAnswer), params: Which, body: AmendChange };
  app.post('/online-orders/:orderId/amend', { schema: amend, onRequest: decide }, async (request) => {
    const { orderId } = await mustRead(context, request, request.params.orderId);
    return decided(orderId, amendOrder(context, orderId, request.body, operatorOf(request)));
  });
  const route = { ...answers('Has a chosen location promise it', DecideAnswer), params: Which, body: RouteChange };
  app.post('/online-orders/:orderId/route', { schema: route, onRequest: decide }, async (request) => {
    const { orderId } = await mustRead(context, request, request.params.orderId);
    return decided(orderId, chooseLocation(context, orderId, request.body, operatorOf(request)));
  });
  const refund = { ...answers('Gives back postage or service', DecideAnswer), params: Which, body: RefundChange };
  app.post('/online-orders/:orderId/refund', { schema: refund, onRequest: decide }, async (request) => {
    const { orderId } = await mustRead(context, request, request.params.orderId);
    return decided(orderId, refundOrder(context, orderId, request.body, operatorOf(request)));
  });
}

/** One of the stores in which the operator works, or all of them. */
async function storesFor(
  { db }: ServerContext,
  request: FastifyRequest,
  store: string | undefined,
): Promise<readonly string[]> {
  const own = await workingStores(db, operatorOf(request) ?? '');
  return store === undefined || store === 'all' ? own : own.filter((storeId) => storeId === store);
}

async function mustRead(context: ServerContext, request: FastifyRequest, orderId: string): Promise<OnlineOrderDetail> {
  const order = await readOnlineOrder(context, orderId, await storesFor(context, request, undefined));
  if (!order) throw unknown(orderId);
  return order;
}

function unknown(orderId: string): Refusal {
  return new Refusal(404, 'not-found', `there is no online order ${orderId}`);
}
