import type { FastifyRequest } from 'fastify';
import { Problem } from '#contracts/http/api.ts';
import { CatalogueChange, ChangeAnswer } from '#contracts/http/catalogue.ts';
import { changeCatalogue, repeatsItself } from '#sync-server/commands/change-catalogue.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

/** Changes of the catalogue that an operator of a register asks for. */
export function catalogueChangesRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Changes categories, variants and prices, all of it or nothing',
    body: CatalogueChange,
    response: { 200: ChangeAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'catalogue')];
  const requirePrices = requirePermission(context, 'prices');
  const preHandler = async (request: FastifyRequest<{ Body: CatalogueChange }>) => {
    if (request.body.prices.length > 0) await requirePrices(request);
    if (repeatsItself(request.body)) throw new Refusal(400, 'body-invalid', 'something stands in this change twice');
  };
  app.post('/catalogue/changes', { schema, onRequest, preHandler }, (request) =>
    changeCatalogue(context, request.body, operatorOf(request)),
  );
}
