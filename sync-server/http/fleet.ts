import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Problem } from '#contracts/http/api.ts';
import {
  CodeWithdrawal,
  FleetAnswer,
  FleetCodeAnswer,
  FleetCodeRequest,
  FleetDone,
  FleetHistory,
  RegisterChange,
  RegisterChangeAnswer,
  StoreClosing,
  StoreMaking,
  StoreMakingAnswer,
  StoreStatusAnswer,
  StoreStatusChange,
} from '#contracts/http/fleet.ts';
import { Id } from '#contracts/schema.ts';
import { changeRegister } from '#sync-server/commands/change-register.ts';
import { changeStoreStatus } from '#sync-server/commands/close-store.ts';
import { issueFleetCode, withdrawCode } from '#sync-server/commands/fleet-codes.ts';
import { makeStore } from '#sync-server/commands/make-store.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';
import { readFleet, readHistory } from '#sync-server/fleet/read-fleet.ts';
import { readObstacles } from '#sync-server/fleet/read-obstacles.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const strict = { additionalProperties: false };
const security = [{ register: [] }];
const RegisterParams = Type.Object({ registerId: Id }, strict);
const StoreParams = Type.Object({ storeId: Id }, strict);

/** Registers and stores, for whoever may change settings, within the stores they work in. */
export function fleetRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'settings')];
  const storesOf = (request: FastifyRequest) => operatorStores(context.db, operatorOf(request));
  const board = { summary: 'Stores, registers and releases', response: { 200: FleetAnswer, '4xx': Problem }, security };
  app.get('/fleet', { schema: board, onRequest }, async (request) => readFleet(context, await storesOf(request)));
  const history = {
    summary: 'What a register told over time',
    params: RegisterParams,
    response: { 200: FleetHistory, '4xx': Problem },
    security,
  };
  app.get('/fleet/registers/:registerId/history', { schema: history, onRequest }, async (request) => {
    const found = await readHistory(context, request.params.registerId, await storesOf(request));
    if (!found) throw new Refusal(404, 'not-found', 'there is no such register in your stores');
    return found;
  });
  const code = {
    summary: 'Issues a code that enrols one register, once',
    body: FleetCodeRequest,
    response: { 200: FleetCodeAnswer, '4xx': Problem },
    security,
  };
  app.post('/fleet/codes', { schema: code, onRequest }, (request) =>
    issueFleetCode(context, request.body, operatorOf(request)),
  );
  const withdrawal = {
    summary: 'Withdraws a code that was not used',
    body: CodeWithdrawal,
    response: { 200: FleetDone, '4xx': Problem },
    security,
  };
  app.post('/fleet/codes/withdraw', { schema: withdrawal, onRequest }, (request) =>
    withdrawCode(context, request.body.codeId, operatorOf(request)),
  );
  const register = {
    summary: 'Renames or moves a register',
    params: RegisterParams,
    body: RegisterChange,
    response: { 200: RegisterChangeAnswer, '4xx': Problem },
    security,
  };
  app.put('/registers/:registerId', { schema: register, onRequest }, (request) =>
    changeRegister(context, request.params.registerId, request.body, operatorOf(request)),
  );
}

/** Stores: another one, and one that closes. */
export function fleetStoresRoute(app: App, context: ServerContext): void {
  const onRequest = [requireRegister(context), requirePermission(context, 'settings')];
  const making = {
    summary: 'Makes a store of another one',
    body: StoreMaking,
    response: { 200: StoreMakingAnswer, '4xx': Problem },
    security,
  };
  app.post('/stores', { schema: making, onRequest }, (request) =>
    makeStore(context, request.body, operatorOf(request)),
  );
  const closing = {
    summary: 'What stands in the way of closing a store',
    params: StoreParams,
    response: { 200: StoreClosing, '4xx': Problem },
    security,
  };
  app.get('/stores/:storeId/closing', { schema: closing, onRequest }, async (request) => {
    const { storeId } = request.params;
    const own = await operatorStores(context.db, operatorOf(request));
    const { db } = context;
    const store = await db.selectFrom('store').select('location_id').where('store_id', '=', storeId).executeTakeFirst();
    if (!store || !own.includes(storeId)) throw new Refusal(404, 'not-found', 'there is no such store of yours');
    const registers = await db
      .selectFrom('journal')
      .select('register_id')
      .distinct()
      .where('store_id', '=', storeId)
      .where('revoked_at', 'is', null)
      .execute();
    const obstacles = await readObstacles(db, { storeId, locationId: store.location_id }, registerOf(request));
    return { obstacles, registers: registers.length };
  });
  const status = {
    summary: 'Closes a store, or opens it again',
    params: StoreParams,
    body: StoreStatusChange,
    response: { 200: StoreStatusAnswer, '4xx': Problem },
    security,
  };
  app.post('/stores/:storeId/status', { schema: status, onRequest }, (request) =>
    changeStoreStatus(context, request.params.storeId, request.body, {
      operatorId: operatorOf(request),
      register: registerOf(request),
    }),
  );
}
