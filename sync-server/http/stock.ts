import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  ElsewhereAnswer,
  LocationList,
  TransferList,
  TransferQuery,
  VariantStockAnswer,
  VariantStockQuery,
} from '#contracts/http/stock.ts';
import { Id } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { mayOperator, requirePermission } from '#sync-server/http/require-operator.ts';
import { readElsewhere } from '#sync-server/views/elsewhere.ts';
import { readTransfers } from '#sync-server/views/transfer-list.ts';
import { readVariantStock } from '#sync-server/views/variant-stock.ts';

const VariantParams = Type.Object({ variantId: Id });

/** Stock of a variant with why it is so, transfers, and where stock can be sent. */
export function stockRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const onRequest = [requireRegister(context), requirePermission(context, 'stock')];
  const common = { security: [{ register: [] }] };
  const variant = {
    ...common,
    summary: 'Stock of a variant at every location, its movements and lots at one',
    params: VariantParams,
    querystring: VariantStockQuery,
    response: { 200: VariantStockAnswer, '4xx': Problem },
  };
  app.get('/stock/variants/:variantId', { schema: variant, onRequest }, async (request) => {
    const locationId = request.query.locationId ?? (await ownLocation(context, request));
    const costs = await mayOperator(context, request, 'costs');
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => readVariantStock(tx, request.params.variantId, { locationId, costs }, request.query));
  });
  const elsewhere = {
    ...common,
    summary: 'What stores have of a variant and can still promise',
    params: VariantParams,
    response: { 200: ElsewhereAnswer, '4xx': Problem },
  };
  app.get(
    '/stock/elsewhere/:variantId',
    { schema: elsewhere, onRequest: requireRegister(context) },
    async ({ params }) => {
      const at = context.now().toISOString();
      return { at, stores: await readElsewhere(db, params.variantId) };
    },
  );
  const transfers = {
    ...common,
    summary: 'Transfers from or to the register’s location',
    querystring: TransferQuery,
    response: { 200: TransferList, '4xx': Problem },
  };
  app.get('/stock/transfers', { schema: transfers, onRequest }, async (request) =>
    readTransfers(db, await ownLocation(context, request), request.query),
  );
  const locations = {
    ...common,
    summary: 'Where stock can be sent',
    response: { 200: LocationList, '4xx': Problem },
  };
  app.get('/stock/locations', { schema: locations, onRequest }, () => readLocations(context));
}

async function ownLocation({ db }: ServerContext, request: FastifyRequest): Promise<string> {
  const { storeId } = registerOf(request);
  const store = await db.selectFrom('store').select('location_id').where('store_id', '=', storeId).executeTakeFirst();
  return store?.location_id ?? storeId;
}

async function readLocations({ db }: ServerContext): Promise<LocationList> {
  const rows = await db.selectFrom('store').select(['store_id', 'location_id', 'settings']).execute();
  const locations = rows.map(({ store_id: storeId, location_id: locationId, settings: { name } }) => {
    return { locationId, storeId, name };
  });
  return { locations: locations.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
