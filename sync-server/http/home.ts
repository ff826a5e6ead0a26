import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { Home } from '#contracts/http/home.ts';
import { Id } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { refuse } from '#sync-server/http/report-request.ts';
import { mayOperator, operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readHome } from '#sync-server/views/home.ts';

/** What a manager looks at first: the day so far, and what waits. */
export function homeRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'The day so far beside the same weekday of last week, and what waits',
    querystring: Type.Object({ store: Type.Optional(Id) }, { additionalProperties: false }),
    response: { 200: Home, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  app.get('/home', { schema, onRequest }, async (request) => {
    const asker = { storeId: registerOf(request).storeId, operatorId: operatorOf(request) };
    const home = await readHome(context.db, asker, {
      store: request.query.store,
      at: context.now(),
      may: (permission) => mayOperator(context, request, permission),
    });
    return home ?? refuse('not-found');
  });
}
