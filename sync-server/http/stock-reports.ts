import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  AbcQuery,
  AbcReport,
  StockTurnoverQuery,
  StockTurnoverReport,
  StockValueQuery,
  StockValueReport,
} from '#contracts/http/stock-report.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { askerOf, refuse, sendCsv } from '#sync-server/http/report-request.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readAbc } from '#sync-server/views/abc-report.ts';
import { abcCsv, stockTurnoverCsv, stockValueCsv } from '#sync-server/views/stock-reports-csv.ts';
import { readStockTurnover } from '#sync-server/views/stock-turnover-report.ts';
import { readStockValue } from '#sync-server/views/stock-value-report.ts';

/** What stock is worth and how often it is sold, for those who may see what goods cost; products by their share, for all who see reports. */
export function stockReportsRoute(app: App, context: ServerContext): void {
  const reports = [requireRegister(context), requirePermission(context, 'reports')];
  const costs = [...reports, requirePermission(context, 'costs')];
  const schemaOf = <Q extends TSchema, A extends TSchema>(summary: string, querystring: Q, answer: A) => {
    return { summary, querystring, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const value = async (request: FastifyRequest, query: StockValueQuery) => {
    const answer = await readStockValue(context.db, await askerOf(context, request), query);
    return answer.ok ? answer.report : refuse(answer.code);
  };
  const valueSchema = schemaOf('What stock is worth', StockValueQuery, StockValueReport);
  app.get('/reports/stock', { schema: valueSchema, onRequest: costs }, (request) => value(request, request.query));
  const valueFile = schemaOf('What stock is worth, as CSV', StockValueQuery, Type.String());
  app.get('/reports/stock.csv', { schema: valueFile, onRequest: costs }, async (request, reply) => {
    const report = await value(request, request.query);
    return sendCsv(reply, `stock-by-${report.by}-${report.at ?? 'now'}.csv`, stockValueCsv(report));
  });
  const turnover = async (request: FastifyRequest, query: StockTurnoverQuery) => {
    const answer = await readStockTurnover(context.db, await askerOf(context, request), query);
    return answer.ok ? answer.report : refuse(answer.code);
  };
  const turnoverSchema = schemaOf('How often stock is sold', StockTurnoverQuery, StockTurnoverReport);
  app.get('/reports/stock/turnover', { schema: turnoverSchema, onRequest: costs }, (request) =>
    turnover(request, request.query),
  );
  const turnoverFile = schemaOf('How often stock is sold, as CSV', StockTurnoverQuery, Type.String());
  app.get('/reports/stock/turnover.csv', { schema: turnoverFile, onRequest: costs }, async (request, reply) => {
    const report = await turnover(request, request.query);
    const { from, to } = report.period;
    return sendCsv(reply, `stock-turnover-by-${report.by}-${from}-${to}.csv`, stockTurnoverCsv(report));
  });
  const abc = async (request: FastifyRequest, query: AbcQuery) => {
    const asker = await askerOf(context, request);
    if (query.of === 'profit' && !asker.costs) throw new Refusal(403, 'permission-refused', 'this needs costs');
    const answer = await readAbc(context.db, asker, query);
    return answer.ok ? answer.report : refuse(answer.code);
  };
  const abcSchema = schemaOf('Products by their share', AbcQuery, AbcReport);
  app.get('/reports/stock/abc', { schema: abcSchema, onRequest: reports }, (request) => abc(request, request.query));
  const abcFile = schemaOf('Products by their share, as CSV', AbcQuery, Type.String());
  app.get('/reports/stock/abc.csv', { schema: abcFile, onRequest: reports }, async (request, reply) => {
    const report = await abc(request, request.query);
    const { from, to } = report.period;
    return sendCsv(reply, `abc-by-${report.of}-${from}-${to}.csv`, abcCsv(report));
  });
}
