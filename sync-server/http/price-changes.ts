import { Problem } from '#contracts/http/api.ts';
import { PriceChanges, PriceChangesQuery } from '#contracts/http/catalogue.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { requirePermission } from '#sync-server/http/require-operator.ts';
import { readPriceChanges } from '#sync-server/views/price-changes.ts';

/** What needs a new label. */
export function priceChangesRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Products whose price changes in a time',
    querystring: PriceChangesQuery,
    response: { 200: PriceChanges, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'labels')];
  app.get('/catalogue/price-changes', { schema, onRequest }, (request) =>
    readPriceChanges(context.db, registerOf(request).storeId, request.query),
  );
}
