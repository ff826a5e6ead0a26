import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  ExceptionList,
  ExceptionQuery,
  OpenExceptions,
  ResolveAnswer,
  ResolveChange,
  UNCOVERED_CHOICES,
} from '#contracts/http/exceptions.ts';
import { Uuid } from '#contracts/schema.ts';
import { resolveException } from '#sync-server/commands/resolve-exception.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireAdministrator, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { countOpenExceptions, readExceptions } from '#sync-server/views/exception-list.ts';
import { reportStores, workingStores } from '#sync-server/views/report-stores.ts';

const Which = Type.Object({ exceptionId: Uuid });

/** What booked and a person must look at: all of it for the administrator, and of their stores for managers, who settle it. */
export function exceptionsRoute(app: App, context: ServerContext): void {
  administratorRoutes(app, context);
  const { db } = context;
  const security = [{ register: [] }];
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  const own = {
    summary: 'What booked in stores of the operator and a person must look at',
    querystring: ExceptionQuery,
    response: { 200: ExceptionList, '4xx': Problem },
    security,
  };
  app.get('/reports/exceptions', { schema: own, onRequest }, async (request) => {
    const { status, store, order } = request.query;
    const { storeId } = registerOf(request);
    const found = await reportStores(db, { storeId, operatorId: operatorOf(request) }, store);
    if (!found) throw new Refusal(403, 'permission-refused', 'the operator works in no such store');
    return readExceptions(db, { status, order, storeIds: found.chosen.map((each) => each.storeId) });
  });
  const open = {
    summary: 'How many are open in the register’s store',
    response: { 200: OpenExceptions, '4xx': Problem },
    security,
  };
  app.get('/reports/exceptions/open', { schema: open, onRequest }, async (request) => {
    return { open: await countOpenExceptions(db, registerOf(request).storeId) };
  });
  const settle = {
    summary: 'Records what was decided about an exception',
    params: Which,
    body: ResolveChange,
    response: { 200: ResolveAnswer, '4xx': Problem },
    security,
  };
  const mayResolve = [requireRegister(context), requirePermission(context, 'exceptions')];
  app.post('/reports/exceptions/:exceptionId/resolve', { schema: settle, onRequest: mayResolve }, async (request) => {
    const operatorId = operatorOf(request) ?? '';
    const storeIds = await workingStores(db, operatorId);
    return settled(context, request.params.exceptionId, request.body, { operatorId, storeIds });
  });
}

function administratorRoutes(app: App, context: ServerContext): void {
  const onRequest = requireAdministrator(context);
  const security = [{ administrator: [] }];
  const all = {
    summary: 'What booked and a person must look at',
    querystring: Type.Pick(ExceptionQuery, ['status']),
    response: { 200: ExceptionList, '4xx': Problem },
    security,
  };
  app.get('/exceptions', { schema: all, onRequest }, async ({ query: { status } }) =>
    readExceptions(context.db, { status }),
  );
  const settle = {
    summary: 'Records what was decided about an exception',
    params: Which,
    body: ResolveChange,
    response: { 200: ResolveAnswer, '4xx': Problem },
    security,
  };
  app.post('/exceptions/:exceptionId/resolve', { schema: settle, onRequest }, ({ params, body }) =>
    settled(context, params.exceptionId, body, null),
  );
}

async function settled(context: ServerContext, ...[exceptionId, change, resolver]: Rest): Promise<ResolveAnswer> {
  const answer = await resolveException(context, exceptionId, change, resolver);
  if (!answer) throw new Refusal(404, 'not-found', `there is no exception ${exceptionId}`);
  if (answer === 'refused') throw new Refusal(409, 'order-choice-refused', 'nobody has it, or it is covered by now');
  const isDone = UNCOVERED_CHOICES.some((choice) => choice === change.choice);
  if (answer.ok && isDone) await workOrders(context);
  return answer;
}

type Rest = Parameters<typeof resolveException> extends [ServerContext, ...infer R] ? R : never;
