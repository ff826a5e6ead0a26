import type { FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  HomesAnswer,
  HomesChange,
  PlaceAnswer,
  PlaceChange,
  PlaceList,
  PlaceProducts,
} from '#contracts/http/places.ts';
import { Id } from '#contracts/schema.ts';
import { changeHomes, changePlace } from '#sync-server/commands/change-place.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readPlaceList, readPlaceProducts } from '#sync-server/db/read-places.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const Which = Type.Object({ placeId: Id }, { additionalProperties: false });

/** Places within the register's location, and what lies where. */
export function placesRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const may = [requireRegister(context), requirePermission(context, 'stock')];
  const mayChange = [requireRegister(context), requirePermission(context, 'stock-adjust')];
  const answers = <A extends TSchema>(summary: string, answer: A) => {
    return { summary, response: { 200: answer, '4xx': Problem }, security: [{ register: [] }] };
  };
  const locationOf = async (request: FastifyRequest): Promise<string> => {
    const { storeId } = registerOf(request);
    const store = await db.selectFrom('store').select('location_id').where('store_id', '=', storeId).executeTakeFirst();
    if (!store) throw new Refusal(404, 'not-found', 'the register’s store has no location');
    return store.location_id;
  };
  const asked = async (request: FastifyRequest) => {
    return { locationId: await locationOf(request), operatorId: operatorOf(request) };
  };
  const list = { schema: answers('Places of the register’s location', PlaceList), onRequest: may };
  app.get('/places', list, async (request) => readPlaceList(db, await locationOf(request)));
  const products = { schema: { ...answers('What lies at a place', PlaceProducts), params: Which }, onRequest: may };
  app.get('/places/:placeId/products', products, async (request) =>
    readPlaceProducts(db, await locationOf(request), request.params.placeId),
  );
  const put = { ...answers('Makes or changes a place', PlaceAnswer), params: Which, body: PlaceChange };
  app.put('/places/:placeId', { schema: put, onRequest: mayChange }, async (request) => {
    if (request.body.place.placeId !== request.params.placeId) {
      throw new Refusal(400, 'body-invalid', 'the place is another than the one addressed');
    }
    return changePlace(context, request.body, await asked(request));
  });
  const homes = { ...answers('Says where products lie', HomesAnswer), body: HomesChange };
  app.post('/places/homes', { schema: homes, onRequest: mayChange }, async (request) => {
    const { homes: said } = request.body;
    if (new Set(said.map(({ variantId }) => variantId)).size < said.length) {
      throw new Refusal(400, 'body-invalid', 'a product stands there twice');
    }
    return changeHomes(context, request.body, await asked(request));
  });
}
