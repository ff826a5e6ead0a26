import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  SALES_ORDERS_FILE_MAX,
  SALES_ORDERS_PAGE,
  SalesOrders,
  SalesOrdersQuery,
  SalesQuery,
  SalesReport,
} from '#contracts/http/sales-report.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { askerOf, refuse, sendCsv } from '#sync-server/http/report-request.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readSalesOrders } from '#sync-server/views/sales-orders.ts';
import { salesOrdersCsv } from '#sync-server/views/sales-orders-csv.ts';
import { readSalesReport } from '#sync-server/views/sales-report.ts';
import { salesReportCsv } from '#sync-server/views/sales-report-csv.ts';

/** Sales reports and the receipts behind their numbers, as figures and as files for spreadsheets. */
export function salesReportRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  const schemaOf = <Q extends TSchema, A extends TSchema>(summary: string, querystring: Q, answer: A) => {
    return { summary, querystring, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const figures = schemaOf('Sales beside another period', SalesQuery, SalesReport);
  app.get('/reports/sales', { schema: figures, onRequest }, (request) => mustRead(context, request, request.query));
  const file = schemaOf('Sales beside another period, as CSV', SalesQuery, Type.String());
  app.get('/reports/sales.csv', { schema: file, onRequest }, async (request, reply) => {
    const report = await mustRead(context, request, request.query);
    return sendCsv(reply, `sales-by-${report.by}-${report.now.from}-${report.now.to}.csv`, salesReportCsv(report));
  });
  const orders = schemaOf('The receipts behind a number', SalesOrdersQuery, SalesOrders);
  app.get('/reports/sales/orders', { schema: orders, onRequest }, (request) =>
    mustReadOrders(context, request, request.query, SALES_ORDERS_PAGE),
  );
  const ordersFile = schemaOf('The receipts behind a number, as CSV', SalesOrdersQuery, Type.String());
  app.get('/reports/sales/orders.csv', { schema: ordersFile, onRequest }, async (request, reply) => {
    const read = await mustReadOrders(context, request, request.query, SALES_ORDERS_FILE_MAX);
    return sendCsv(reply, `receipts-${read.period.from}-${read.period.to}.csv`, salesOrdersCsv(read));
  });
}

async function mustRead(context: ServerContext, request: FastifyRequest, query: SalesQuery): Promise<SalesReport> {
  const answer = await readSalesReport(context.db, await askerOf(context, request), query, context.now());
  return answer.ok ? answer.report : refuse(answer.code);
}

async function mustReadOrders(
  context: ServerContext,
  request: FastifyRequest,
  query: SalesOrdersQuery,
  most: number,
): Promise<SalesOrders> {
  const asker = await askerOf(context, request);
  const answer = await readSalesOrders(context.db, asker, query, { at: context.now(), most });
  return answer.ok ? answer.orders : refuse(answer.code);
}
