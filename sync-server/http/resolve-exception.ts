import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { Id, Uuid } from '#contracts/schema.ts';
import { resolveException } from '#sync-server/commands/resolve-exception.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireAdministrator } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const strict = { additionalProperties: false };

export function resolveExceptionRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Records what was decided about an exception',
    params: Type.Object({ exceptionId: Uuid }, strict),
    body: Type.Object({ choice: Id }, strict),
    response: { 200: Type.Object({ ok: Type.Literal(true) }, strict), '4xx': Problem },
    security: [{ administrator: [] }],
  };
  const onRequest = requireAdministrator(context);
  app.post('/exceptions/:exceptionId/resolve', { schema, onRequest }, async ({ params, body }) => {
    const result = await resolveException(context, { exceptionId: params.exceptionId, choice: body.choice });
    if (!result.ok) throw new Refusal(404, result.code, `there is no exception ${params.exceptionId}`);
    return { ok: true as const };
  });
}
