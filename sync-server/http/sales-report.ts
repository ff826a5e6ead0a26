import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { SalesQuery, SalesReport } from '#contracts/http/sales-report.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { askerOf, refuse } from '#sync-server/http/report-request.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readSalesReport } from '#sync-server/views/sales-report.ts';
import { salesReportCsv } from '#sync-server/views/sales-report-csv.ts';

/** Sales reports, as figures and as a file for spreadsheets. */
export function salesReportRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  const schemaOf = <A extends typeof SalesReport | ReturnType<typeof Type.String>>(summary: string, answer: A) => {
    return {
      summary,
      querystring: SalesQuery,
      response: { 200: answer, '4xx': Problem },
      security: [{ register: [] }],
    };
  };
  const figures = schemaOf('Sales beside the period before', SalesReport);
  app.get('/reports/sales', { schema: figures, onRequest }, (request) => mustRead(context, request, request.query));
  const file = schemaOf('Sales beside the period before, as CSV', Type.String());
  app.get('/reports/sales.csv', { schema: file, onRequest }, async (request, reply) => {
    const report = await mustRead(context, request, request.query);
    const name = `sales-by-${report.by}-${report.now.from}-${report.now.to}.csv`;
    return reply
      .serializer((text: string) => text)
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(salesReportCsv(report));
  });
}

async function mustRead(context: ServerContext, request: FastifyRequest, query: SalesQuery): Promise<SalesReport> {
  const answer = await readSalesReport(context.db, await askerOf(context, request), query, context.now());
  return answer.ok ? answer.report : refuse(answer.code);
}
