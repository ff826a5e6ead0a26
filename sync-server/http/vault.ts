import Type from 'typebox';
import { Problem, VaultText } from '#contracts/http/api.ts';
import { Uuid } from '#contracts/schema.ts';
import { keepText } from '#sync-server/commands/keep-text.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';

const strict = { additionalProperties: false };
const BYTES_MAX = 500_000;

export function vaultRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Keeps a person’s text apart from facts, encrypted; the same again changes nothing',
    params: Type.Object({ subjectId: Uuid }, strict),
    body: VaultText,
    response: { 200: Type.Object({ ok: Type.Literal(true) }, strict), '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = requireRegister(context, { revokedToo: true });
  app.put('/vault/:subjectId', { schema, onRequest, bodyLimit: BYTES_MAX }, async ({ params, body }) => {
    await keepText(context, params.subjectId, body.text);
    return { ok: true as const };
  });
}
