import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  DiscountLinesQuery,
  DiscountsQuery,
  ReductionLines,
  ReductionReport,
  ReturnLinesQuery,
  ReturnsQuery,
} from '#contracts/http/reductions.ts';
import { SALES_ORDERS_FILE_MAX, SALES_ORDERS_PAGE } from '#contracts/http/sales-report.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { askerOf, refuse, sendCsv } from '#sync-server/http/report-request.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readReductionLines } from '#sync-server/views/reduction-lines.ts';
import { type Reduction, type ReductionQuery, readReductions } from '#sync-server/views/reduction-report.ts';
import { reductionLinesCsv, reductionsCsv } from '#sync-server/views/reductions-csv.ts';

/** What came back and what discounts took off, with the lines behind each number. */
export function reductionsRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  const schemaOf = <Q extends TSchema, A extends TSchema>(summary: string, querystring: Q, answer: A) => {
    return { summary, querystring, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const parts = [
    ['returns', 'What came back', ReturnsQuery, ReturnLinesQuery],
    ['discounts', 'What discounts took off', DiscountsQuery, DiscountLinesQuery],
  ] as const;
  for (const [reduction, summary, Query, LinesQuery] of parts) {
    const report = schemaOf(`${summary}, beside another period`, Query, ReductionReport);
    app.get(`/reports/${reduction}`, { schema: report, onRequest }, (request) =>
      mustRead(context, request, reduction, request.query),
    );
    const file = schemaOf(`${summary}, as CSV`, Query, Type.String());
    app.get(`/reports/${reduction}.csv`, { schema: file, onRequest }, async (request, reply) => {
      const read = await mustRead(context, request, reduction, request.query);
      return sendCsv(reply, `${reduction}-by-${read.by}-${read.now.from}-${read.now.to}.csv`, reductionsCsv(read));
    });
    const lines = schemaOf(`${summary}, line by line`, LinesQuery, ReductionLines);
    app.get(`/reports/${reduction}/lines`, { schema: lines, onRequest }, (request) =>
      mustReadLines(context, request, reduction, request.query, SALES_ORDERS_PAGE),
    );
    const linesFile = schemaOf(`${summary}, line by line, as CSV`, LinesQuery, Type.String());
    app.get(`/reports/${reduction}/lines.csv`, { schema: linesFile, onRequest }, async (request, reply) => {
      const read = await mustReadLines(context, request, reduction, request.query, SALES_ORDERS_FILE_MAX);
      return sendCsv(reply, `${reduction}-${read.period.from}-${read.period.to}.csv`, reductionLinesCsv(read));
    });
  }
}

async function mustRead(
  context: ServerContext,
  request: FastifyRequest,
  reduction: Reduction,
  query: ReductionQuery,
): Promise<ReductionReport> {
  const answer = await readReductions(context.db, reduction, await askerOf(context, request), query, context.now());
  return answer.ok ? answer.report : refuse(answer.code);
}

async function mustReadLines(
  context: ServerContext,
  request: FastifyRequest,
  reduction: Reduction,
  query: ReturnLinesQuery | DiscountLinesQuery,
  most: number,
): Promise<ReductionLines> {
  const options = { at: context.now(), most };
  const answer = await readReductionLines(context.db, reduction, await askerOf(context, request), query, options);
  return answer.ok ? answer.lines : refuse(answer.code);
}
