import { Problem } from '#contracts/http/api.ts';
import { TargetList, TargetsAnswer, TargetsChange, TargetsQuery } from '#contracts/http/targets.ts';
import { isCalendarDate } from '#domain/calendar/dates.ts';
import { changeTargets } from '#sync-server/commands/change-targets.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { askerOf, refuse } from '#sync-server/http/report-request.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { reportStores } from '#sync-server/views/report-stores.ts';
import { readTargets } from '#sync-server/views/target-list.ts';

/** What stores are to turn over: read beside what they did, and set. */
export function targetsRoute(app: App, context: ServerContext): void {
  const security = [{ register: [] }];
  const read = {
    summary: 'Targets of months beside what was turned over',
    querystring: TargetsQuery,
    response: { 200: TargetList, '4xx': Problem },
    security,
  };
  const readers = [requireRegister(context), requirePermission(context, 'reports')];
  app.get('/targets', { schema: read, onRequest: readers }, async (request) => {
    const answer = await readTargets(context.db, await askerOf(context, request), request.query, context.now());
    return answer.ok ? answer.list : refuse(answer.code);
  });
  const change = {
    summary: 'Sets what a store is to turn over in a month',
    body: TargetsChange,
    response: { 200: TargetsAnswer, '4xx': Problem },
    security,
  };
  const setters = [requireRegister(context), requirePermission(context, 'settings')];
  app.put('/targets', { schema: change, onRequest: setters }, async (request) => {
    const { storeId, month, days } = request.body.targets;
    const dates = days.map(({ date }) => date);
    const isRight = dates.every((date) => date.startsWith(month) && isCalendarDate(date));
    if (!isRight || new Set(dates).size < dates.length) {
      throw new Refusal(400, 'body-invalid', 'days are of the month, each once');
    }
    const asker = { storeId: registerOf(request).storeId, operatorId: operatorOf(request) };
    const stores = await reportStores(context.db, asker, storeId);
    // What reports take for all of them is no store whose targets could be set.
    if (!stores?.chosen.some((each) => each.storeId === storeId)) return refuse('not-found');
    return changeTargets(context, request.body, operatorOf(request));
  });
}
