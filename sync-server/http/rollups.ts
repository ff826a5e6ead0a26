import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { RollupCheck } from '#contracts/http/rollups.ts';
import { rebuildRollups } from '#sync-server/commands/rebuild-rollups.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireAdministrator } from '#sync-server/http/authenticate.ts';
import { checkRollups } from '#sync-server/views/check-rollups.ts';

/** For the administrator: whether what reports sum is what the orders say, and summing it anew. */
export function rollupsRoute(app: App, context: ServerContext): void {
  const onRequest = requireAdministrator(context);
  const common = { response: { 200: RollupCheck, '4xx': Problem }, security: [{ administrator: [] }] };
  const check = { ...common, summary: 'Compares what reports sum with the orders' };
  app.get('/rollups/check', { schema: check, onRequest }, () => checkRollups(context.db));
  const body = Type.Object({}, { additionalProperties: false });
  const rebuild = { ...common, body, summary: 'Sums the orders anew for the reports' };
  app.post('/rollups/rebuild', { schema: rebuild, onRequest }, async () => {
    await rebuildRollups(context);
    return checkRollups(context.db);
  });
}
