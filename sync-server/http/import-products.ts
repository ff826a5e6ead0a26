import { ImportAnswer, ImportRequest, Problem } from '#contracts/http/api.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireAdministrator } from '#sync-server/http/authenticate.ts';

const BYTES_MAX = 8_000_000;

export function importProductsRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Imports products, matched by sku',
    body: ImportRequest,
    response: { 200: ImportAnswer, '4xx': Problem },
    security: [{ administrator: [] }],
  };
  const onRequest = requireAdministrator(context);
  app.post('/import/products', { schema, onRequest, bodyLimit: BYTES_MAX }, async ({ body }) => {
    const { rows: _, ...answer } = await importProducts(context, body.rows);
    return answer;
  });
}
