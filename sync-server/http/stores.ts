import { Problem, StoreList } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireAdministrator } from '#sync-server/http/authenticate.ts';
import { listStores } from '#sync-server/jobs/list-stores.ts';

export function storesRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'The stores there are',
    response: { 200: StoreList, '4xx': Problem },
    security: [{ administrator: [] }],
  };
  app.get('/stores', { schema, onRequest: requireAdministrator(context) }, () => listStores(context));
}
