import Type from 'typebox';
import { Problem, PULL_LIMIT_MAX, PullAnswer, PullQuery } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { gzipAnswer } from '#sync-server/http/gzip-answer.ts';
import { noteContact } from '#sync-server/http/note-contact.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { pullFeed } from '#sync-server/views/pull.ts';

const Feed = Type.Object({ feed: Type.Union([Type.Literal('chain'), Type.Literal('store')]) });

export function feedsRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'View documents after a checkpoint',
    params: Feed,
    querystring: PullQuery,
    response: { 200: PullAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.get('/feeds/:feed', { schema, onRequest: requireRegister(context), onSend: gzipAnswer }, async (request) => {
    const { position = 0, nonce = '', limit = PULL_LIMIT_MAX } = request.query;
    const scope = { feed: request.params.feed, storeId: registerOf(request).storeId };
    const result = await pullFeed(context.feeds, scope, { position, nonce, limit }, context.now().toISOString());
    if (scope.feed === 'store') await noteContact(context, request);
    if (!result.ok)
      throw new Refusal(409, result.code, 'this server never gave that checkpoint; read from the beginning');
    return result.answer;
  });
}
