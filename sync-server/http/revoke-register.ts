import Type from 'typebox';
import { Problem, RevokeAnswer, RevokeRequest } from '#contracts/http/api.ts';
import { Id } from '#contracts/schema.ts';
import { type RevokeResult, revokeRegister } from '#sync-server/commands/revoke-register.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { operatorStores } from '#sync-server/fleet/operator-stores.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireAdministrator, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';
import { operatorOf, requirePermission } from '#sync-server/http/require-operator.ts';

const strict = { additionalProperties: false };
const response = { 200: RevokeAnswer, '4xx': Problem };

/** For managers, from another register, within the stores they work in. */
export function revokeRegisterRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Takes another register out of service',
    body: RevokeRequest,
    response,
    security: [{ register: [] }],
  };
  const onRequest = [requireRegister(context), requirePermission(context, 'settings')];
  app.post('/registers/revoke', { schema, onRequest }, async (request) => {
    const { registerId: own } = registerOf(request);
    const { registerId } = request.body;
    if (registerId === own) throw new Refusal(403, 'permission-refused', 'a register does not revoke itself');
    const operatorId = operatorOf(request);
    const storeIds = await operatorStores(context.db, operatorId);
    return mustRevoke(await revokeRegister(context, { registerId, storeIds, operatorId }));
  });
}

export function administratorRevokeRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Takes a register out of service',
    params: Type.Object({ registerId: Id }, strict),
    response,
    security: [{ administrator: [] }],
  };
  const onRequest = requireAdministrator(context);
  app.post('/registers/:registerId/revoke', { schema, onRequest }, async ({ params }) =>
    mustRevoke(await revokeRegister(context, params)),
  );
}

function mustRevoke(result: RevokeResult): { registerId: string; name: string } {
  if (!result.ok) throw new Refusal(404, result.code, result.reason);
  return { registerId: result.registerId, name: result.name };
}
