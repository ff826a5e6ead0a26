import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { ParcelAnswer, ParcelCancelAnswer, ParcelChange } from '#contracts/http/parcels.ts';
import { Uuid } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { cancelParcel, labelParcel, type ParcelAsker, readParcelLabel } from '#sync-server/fulfilment/parcels.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const Of = Type.Object({ fulfilmentId: Uuid });
const One = Type.Object({ fulfilmentId: Uuid, parcelId: Uuid });

/** Parcels of what the register's store ships: their carrier is asked while somebody waits, and says why it does not take one. */
export function parcelsRoute(app: App, context: ServerContext): void {
  const security = [{ register: [] }];
  const onRequest = [requireRegister(context), requirePermission(context, 'online-orders')];
  const label = {
    ...{ summary: 'Has a carrier take what was packed', params: Of, body: ParcelChange },
    ...{ response: { 200: ParcelAnswer, '4xx': Problem }, security },
  };
  app.post('/fulfilments/:fulfilmentId/parcels', { schema: label, onRequest }, (request) =>
    labelParcel(context, askerOf(request, request.params.fulfilmentId), request.body),
  );
  const again = {
    ...{ summary: 'The label of a parcel once more', params: One },
    ...{ response: { 200: ParcelAnswer, '4xx': Problem }, security },
  };
  app.get('/fulfilments/:fulfilmentId/parcels/:parcelId', { schema: again, onRequest }, (request) =>
    readParcelLabel(context, askerOf(request, request.params.fulfilmentId), request.params.parcelId),
  );
  const cancel = {
    ...{ summary: 'Has the carrier not take a parcel', params: One },
    ...{ response: { 200: ParcelCancelAnswer, '4xx': Problem }, security },
  };
  app.post('/fulfilments/:fulfilmentId/parcels/:parcelId/cancel', { schema: cancel, onRequest }, (request) =>
    cancelParcel(context, askerOf(request, request.params.fulfilmentId), request.params.parcelId),
  );
}

function askerOf(request: FastifyRequest, fulfilmentId: string): ParcelAsker {
  return { storeId: registerOf(request).storeId, operatorId: operatorOf(request), fulfilmentId };
}
