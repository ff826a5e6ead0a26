import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { ExceptionRow } from '#contracts/http/reports.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireAdministrator, requireRegister } from '#sync-server/http/authenticate.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readExceptions } from '#sync-server/views/exception-list.ts';

const Query = Type.Object(
  { status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('resolved')])) },
  { additionalProperties: false },
);

/** All exceptions for the administrator, and a store's own for its managers. */
export function exceptionsRoute(app: App, context: ServerContext): void {
  const common = { querystring: Query, response: { 200: Type.Array(ExceptionRow), '4xx': Problem } };
  const all = {
    ...common,
    summary: 'What booked and a person must look at',
    security: [{ administrator: [] }],
  };
  app.get('/exceptions', { schema: all, onRequest: requireAdministrator(context) }, async ({ query: { status } }) =>
    readExceptions(context.db, { status }),
  );
  const own = {
    ...common,
    summary: 'What booked in the register’s store and a person must look at',
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'reports')];
  app.get('/reports/exceptions', { schema: own, onRequest }, async (request) =>
    readExceptions(context.db, { status: request.query.status, storeId: registerOf(request).storeId }),
  );
}
