import Type from 'typebox';
import { LeaseAnswer, LeaseRequest, Problem } from '#contracts/http/api.ts';
import { Count, Uuid } from '#contracts/schema.ts';
import { grantLease } from '#sync-server/commands/grant-lease.ts';
import { writeOffLeases } from '#sync-server/commands/write-off-leases.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { App } from '#sync-server/http/app.ts';
import { registerOf, requireAdministrator, requireRegister } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const strict = { additionalProperties: false };

export function leasesRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Lets a register spend so much of a gift card, store credit or voucher without asking',
    body: LeaseRequest,
    response: { 200: LeaseAnswer, '4xx': Problem },
    security: [{ register: [] }],
  };
  app.post('/leases', { schema, onRequest: requireRegister(context) }, async (request) => {
    const result = await grantLease(context, registerOf(request).journalId, request.body);
    if (!result.ok) throw new Refusal(404, result.code, `nothing was ever issued on ${request.body.instrument}`);
    return result.answer;
  });
}

export function writeOffLeasesRoute(app: App, context: ServerContext): void {
  const schema = {
    summary: 'Takes back what a lost register holds of stored value',
    body: Type.Object({ journalId: Uuid }, strict),
    response: { 200: Type.Object({ leases: Count, amount: Count }, strict), '4xx': Problem },
    security: [{ administrator: [] }],
  };
  app.post('/leases/write-off', { schema, onRequest: requireAdministrator(context) }, ({ body }) =>
    writeOffLeases(context, body.journalId),
  );
}
