import { Problem } from '#contracts/http/api.ts';
import { CatalogueImport, CatalogueImportAnswer } from '#contracts/http/catalogue.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { mayOperator, operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const BYTES_MAX = 8_000_000;

/** A file of products from a till, a part at a time; tried out first, it changes nothing. */
export function catalogueImportRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Imports products for an operator, or says what an import would do',
    body: CatalogueImport,
    response: { 200: CatalogueImportAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [
    requireRegister(context),
    requirePermission(context, 'catalogue'),
    requirePermission(context, 'prices'),
  ];
  app.post('/catalogue/import', { schema, onRequest, bodyLimit: BYTES_MAX }, async (request) => {
    const { rows, dryRun, planned } = request.body;
    const mayStock = await mayOperator(context, request, 'stock-adjust');
    const { storeId } = registerOf(request);
    return importProducts(context, rows, {
      operatorId: operatorOf(request) ?? '',
      mayStock,
      storeId,
      dryRun,
      planned,
    });
  });
}
