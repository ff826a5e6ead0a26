import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import { ReplenishmentAnswer, ReplenishmentCommand, VariantDemand } from '#contracts/http/replenishment.ts';
import { Id } from '#contracts/schema.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { mayOperator, requirePermission } from '#sync-server/http/require-operator.ts';
import {
  type LocationKey,
  LocationRuns,
  locationKeyOf,
  type RunState,
} from '#sync-server/replenishment/location-runs.ts';
import { readOffers, supplyWords } from '#sync-server/replenishment/plan-variants.ts';
import { readReplenishment } from '#sync-server/replenishment/read-replenishment.ts';
import { readVariantDemand } from '#sync-server/replenishment/read-variant-demand.ts';

const Which = Type.Object({ variantId: Id });

/** What the register's location should order, what lies there, and why. */
export function replenishmentRoute(app: App, context: ServerContext): void {
  const { db } = context;
  const runs = new LocationRuns(context);
  app.addHook('onClose', () => runs.close());
  const onRequest = [requireRegister(context), requirePermission(context, 'purchasing')];
  const security = [{ register: [] }];
  const answer = { response: { 200: ReplenishmentAnswer, '4xx': Problem }, security };
  const answerOf = async (request: FastifyRequest, { locationId }: LocationKey, run: RunState) => {
    if (run.state !== 'ready') return run;
    const costs = await mayOperator(context, request, 'costs');
    return readReplenishment(db, run.plan, { locationId, costs });
  };
  const look = { ...answer, summary: 'What to order, and what lies; or how far it is reckoned' };
  app.get('/replenishment', { schema: look, onRequest }, async (request) => {
    const key = await keyOf(context, request);
    return answerOf(request, key, runs.look(key, supplyWords(await readOffers(db))));
  });
  const change = { ...answer, summary: 'Reckons anew what to order, or stops that', body: ReplenishmentCommand };
  app.post('/replenishment', { schema: change, onRequest }, async (request) => {
    const key = await keyOf(context, request);
    return answerOf(request, key, request.body.action === 'cancel' ? runs.cancel(key) : runs.reckon(key));
  });
  const detail = {
    summary: 'Demand of a variant, its forecast, and how methods did',
    params: Which,
    response: { 200: VariantDemand, '4xx': Problem },
    security,
  };
  app.get('/replenishment/variants/:variantId', { schema: detail, onRequest }, async (request) => {
    const found = await readVariantDemand(db, await keyOf(context, request), request.params.variantId);
    if (!found) throw new Refusal(404, 'not-found', 'there is no such product that is stocked');
    return found;
  });
}

async function keyOf(context: ServerContext, request: FastifyRequest): Promise<LocationKey> {
  const { storeId } = registerOf(request);
  const key = await locationKeyOf(context, storeId);
  if (!key) throw new Refusal(404, 'not-found', `there is no store ${storeId}`);
  return key;
}
