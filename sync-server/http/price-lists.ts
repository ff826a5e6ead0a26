import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  EntryImport,
  EntryImportAnswer,
  EntryList,
  EntryQuery,
  PriceListAnswer,
  PriceListChange,
  PriceListHistory,
  PriceLists,
} from '#contracts/http/pricing.ts';
import { Uuid } from '#contracts/schema.ts';
import { changePriceList, importEntries } from '#sync-server/commands/change-price-list.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';
import { readPriceListEntries } from '#sync-server/views/price-list-entries.ts';
import { readPriceListHistory, readPriceLists } from '#sync-server/views/price-list-list.ts';

/** Price lists of the chain, and the prices that they name. */
export function priceListsRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'prices')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const Which = Type.Object({ listId: Uuid });

  app.get('/price-lists', { schema: answers('Price lists', PriceLists), onRequest }, (request) =>
    readPriceLists(db, operatorOf(request)),
  );
  const change = { ...answers('Changes a price list', PriceListAnswer), body: PriceListChange };
  app.post('/price-lists/changes', { schema: change, onRequest }, (request) => {
    const { entries } = request.body;
    if (new Set(entries.map(({ variantId }) => variantId)).size < entries.length)
      throw new Refusal(400, 'body-invalid', 'a product stands in the change twice');
    return changePriceList(context, request.body, operatorOf(request));
  });
  const list = { ...answers('Prices that a list names', EntryList), params: Which, querystring: EntryQuery };
  app.get('/price-lists/:listId/entries', { schema: list, onRequest }, (request) => {
    const { storeId: ownStoreId } = registerOf(request);
    const asked = { listId: request.params.listId, ownStoreId, now: context.now() };
    return readPriceListEntries(db, asked, request.query);
  });
  const file = { ...answers('Prices from a file', EntryImportAnswer), params: Which, body: EntryImport };
  app.post('/price-lists/:listId/import', { schema: file, onRequest }, async (request) => {
    const answer = await importEntries(context, request.params.listId, request.body, operatorOf(request));
    if (answer === 'not-found') throw new Refusal(404, answer, `there is no open price list ${request.params.listId}`);
    if (answer === 'store-not-own') throw new Refusal(403, answer, 'the list holds in stores of others');
    return answer;
  });
  const history = { ...answers('Changes of a list', PriceListHistory), params: Which };
  app.get('/price-lists/:listId/history', { schema: history, onRequest }, (request) =>
    readPriceListHistory(db, request.params.listId),
  );
}
