import { Problem } from '#contracts/http/api.ts';
import { HostConfig } from '#contracts/views/register-config.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { noteContact } from '#sync-server/http/note-contact.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { readHostConfig } from '#sync-server/views/host-config.ts';

export function registerConfigRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'What the register’s host needs to sell',
    response: { 200: HostConfig, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.get('/register-config', { schema, onRequest: requireRegister(context) }, async (request) => {
    await noteContact(context, request);
    const config = await readHostConfig(context.db, registerOf(request), context.now());
    if (!config) throw new Refusal(404, 'not-found', 'the store has no settings or no tax rules yet');
    return config;
  });
}
