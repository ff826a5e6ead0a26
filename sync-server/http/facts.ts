import type { FastifyRequest } from 'fastify';
import { JOURNAL_TYPE, Problem, PUSH_BYTES_MAX, PushAnswer } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { noteContact } from '#sync-server/http/note-contact.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { takePush } from '#sync-server/ingest/push.ts';

export function factsRoute(app: App, context: ServerContext): void {
  const bytes = { parseAs: 'buffer', bodyLimit: PUSH_BYTES_MAX } as const;
  app.addContentTypeParser(JOURNAL_TYPE, bytes, async (_request: FastifyRequest, body: Buffer) => body);
  const schema = {
    summary: 'Takes journal lines of the register’s journal',
    description: `Body: lines as journalled, ${JOURNAL_TYPE}, at most ${PUSH_BYTES_MAX} bytes.`,
    response: { 200: PushAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.post('/facts', { schema, onRequest: requireRegister(context, { revokedToo: true }) }, async (request) => {
    const { body } = request;
    if (!Buffer.isBuffer(body)) throw new Refusal(415, 'body-invalid', `the body must be ${JOURNAL_TYPE}`);
    const answer = await takePush(context.ingest, registerOf(request).journalId, body);
    await noteContact(context, request);
    return answer;
  });
}
