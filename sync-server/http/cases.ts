import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { CaseDetail, CaseList, CaseQuery } from '#contracts/http/cases.ts';
import { Uuid } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readCase, readCases } from '#sync-server/views/case-list.ts';

/** Questions, complaints and wishes: they are opened and worked by facts, and read here. */
export function casesRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'members')];
  const security = [{ register: [] }];
  const list = {
    summary: 'Cases, open ones first',
    querystring: CaseQuery,
    response: { 200: CaseList, '4xx': Problem },
    security,
  };
  app.get('/cases', { schema: list, onRequest }, ({ query }) => readCases(context.db, query));
  const one = {
    summary: 'A case with all that was said',
    params: Type.Object({ caseId: Uuid }),
    response: { 200: CaseDetail, '4xx': Problem },
    security,
  };
  app.get('/cases/:caseId', { schema: one, onRequest }, async ({ params }) => {
    const found = await readCase(context.db, params.caseId);
    if (!found) throw new Refusal(404, 'not-found', 'there is no such case');
    return found;
  });
}
