import { CodeAnswer, CodeRequest, Problem } from '#contracts/http/api.ts';
import { issueCode } from '#sync-server/commands/issue-code.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireAdministrator } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';

export function codesRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Issues a code that enrols one register, once',
    body: CodeRequest,
    response: { 200: CodeAnswer, '4xx': Problem },
    security: [{ administrator: [] }],
  };
  app.post('/registers/codes', { schema, onRequest: requireAdministrator(context) }, async ({ body }) => {
    const result = await issueCode(context, body);
    if (!result.ok) throw new Refusal(404, 'not-found', result.reason);
    return result.answer;
  });
}
