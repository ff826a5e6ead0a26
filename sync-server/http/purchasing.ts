import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  ExpectedOrderList,
  type ExpectedOrderRow,
  PurchaseOrderAnswer,
  PurchaseOrderChange,
  PurchaseOrderQuery,
  type PurchaseOrderRow,
  SupplierAnswer,
  SupplierChange,
  SupplierList,
} from '#contracts/http/stock.ts';
import { Id } from '#contracts/schema.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { publishPurchaseOrder } from '#sync-server/commands/publish-purchase-order.ts';
import { publishSupplier } from '#sync-server/commands/publish-supplier.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { mayOperator, operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readPurchaseOrderFile } from '#sync-server/views/purchase-order-file.ts';
import { readPurchaseOrders, readSuppliers } from '#sync-server/views/purchase-order-list.ts';

const WhichSupplier = Type.Object({ supplierId: Id });
const WhichOrder = Type.Object({ purchaseOrderId: Id });

/** Suppliers and what is ordered of them. */
export function purchasingRoute(app: App, context: ServerContext): void {
  supplierRoutes(app, context);
  const { db } = context;
  const security = [{ register: [] }];
  const list = {
    summary: 'Purchase orders with what of them has come',
    querystring: PurchaseOrderQuery,
    response: { 200: ExpectedOrderList, '4xx': Problem },
    security,
  };
  app.get('/purchase-orders', { schema: list, onRequest: may(context, 'stock') }, async (request) => {
    const orders = await readPurchaseOrders(db, request.query);
    const costs = (await mayOperator(context, request, 'purchasing')) || (await mayOperator(context, request, 'costs'));
    return { orders: costs ? orders : orders.map(withoutCosts), mail: context.mail === 'on' };
  });
  const put = {
    summary: 'Makes, changes, sends, closes or cancels a purchase order',
    params: WhichOrder,
    body: PurchaseOrderChange,
    response: { 200: PurchaseOrderAnswer, '4xx': Problem },
    security,
  };
  const onRequest = may(context, 'purchasing');
  app.put('/purchase-orders/:purchaseOrderId', { schema: put, onRequest }, async (request) => {
    const { order } = request.body;
    mustBe(order.purchaseOrderId === request.params.purchaseOrderId, 'the order is another than the one addressed');
    mustBe(eachOnce(order.lines), 'a product stands in two lines');
    const result = await publishPurchaseOrder(context, request.body, operatorOf(request));
    if (result.ok) return result.answer;
    const status = result.code === 'not-found' ? 404 : 409;
    throw new Refusal(status, result.code, 'the order, its supplier or its location is not as it was asked for');
  });
  const file = {
    summary: 'A purchase order as CSV, for its supplier',
    params: WhichOrder,
    response: { 200: Type.String(), '4xx': Problem },
    security,
  };
  app.get('/purchase-orders/:purchaseOrderId/file.csv', { schema: file, onRequest }, async (request, reply) => {
    const found = await readPurchaseOrderFile(db, request.params.purchaseOrderId);
    if (!found) throw new Refusal(404, 'not-found', 'there is no such order');
    return reply
      .serializer((text: string) => text)
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${found.name}"`)
      .send(found.csv);
  });
}

function withoutCosts({ total: _total, order, ...row }: PurchaseOrderRow): ExpectedOrderRow {
  return { ...row, order: { ...order, lines: order.lines.map(({ packCost: _cost, ...line }) => line) } };
}

function supplierRoutes(app: App, context: ServerContext): void {
  const onRequest = may(context, 'purchasing');
  const security = [{ register: [] }];
  const list = { summary: 'Suppliers', response: { 200: SupplierList, '4xx': Problem }, security };
  app.get('/suppliers', { schema: list, onRequest }, async () => ({ suppliers: await readSuppliers(context.db) }));
  const put = {
    summary: 'Makes or changes a supplier',
    params: WhichSupplier,
    body: SupplierChange,
    response: { 200: SupplierAnswer, '4xx': Problem },
    security,
  };
  app.put('/suppliers/:supplierId', { schema: put, onRequest }, async (request) => {
    const { supplier } = request.body;
    mustBe(supplier.supplierId === request.params.supplierId, 'the supplier is another than the one addressed');
    mustBe(eachOnce(supplier.items), 'a product stands in two items');
    return publishSupplier(context, request.body, operatorOf(request));
  });
}

function may(context: ServerContext, permission: Permission) {
  return [requireRegister(context), requirePermission(context, permission)];
}

function mustBe(holds: boolean, message: string): void {
  if (!holds) throw new Refusal(400, 'body-invalid', message);
}

function eachOnce(lines: readonly { variantId: string }[]): boolean {
  return new Set(lines.map(({ variantId }) => variantId)).size === lines.length;
}
