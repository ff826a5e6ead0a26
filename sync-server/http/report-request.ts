import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '#sync-server/context.ts';
import { registerOf } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { mayOperator, operatorOf } from '#sync-server/http/require-operator.ts';
import type { ReportAsker } from '#sync-server/views/report-stores.ts';

/** Who asks for a report. */
export async function askerOf(context: ServerContext, request: FastifyRequest): Promise<ReportAsker> {
  const costs = await mayOperator(context, request, 'costs');
  return { storeId: registerOf(request).storeId, operatorId: operatorOf(request), costs };
}

/** Refuses a report that cannot be. */
export function refuse(code: 'body-invalid' | 'not-found'): never {
  if (code === 'not-found') throw new Refusal(404, code, 'this operator has no such store');
  throw new Refusal(400, code, 'this is no report: its period, or what it asks for together');
}

/** Answers a file for spreadsheets. */
export function sendCsv(reply: FastifyReply, name: string, text: string): FastifyReply {
  return reply
    .serializer((body: string) => body)
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(text);
}
