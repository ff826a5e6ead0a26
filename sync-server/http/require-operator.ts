import type { FastifyRequest } from 'fastify';
import type { Permission } from '#domain/operator/permission.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { operatorMay } from '#sync-server/db/operator-may.ts';
import { registerOf, signedInOn } from '#sync-server/http/authenticate.ts';
import { Refusal } from '#sync-server/http/problem.ts';

const OPERATOR_HEADER = 'x-omnitill-operator';

/**
 * An `onRequest` hook after `requireRegister`: the register vouches for the operator it names, whose role must grant the
 * permission and who must work in the register's store.
 */
export function requirePermission(context: ServerContext, permission: Permission) {
  return async (request: FastifyRequest): Promise<void> => {
    if (await mayOperator(context, request, permission)) return;
    throw new Refusal(403, 'permission-refused', `this needs an operator with the permission ${permission}`);
  };
}

/** Whether the operator that the register names may do something; `requireRegister` let the request in. */
export async function mayOperator(
  context: ServerContext,
  request: FastifyRequest,
  permission: Permission,
): Promise<boolean> {
  const operatorId = operatorOf(request);
  return operatorId !== null && operatorMay(context.db, operatorId, registerOf(request).storeId, permission);
}

/** The operator that the register names, or who is signed in on a device without a host, whatever it names; null without one. */
export function operatorOf(request: FastifyRequest): string | null {
  const operatorId = signedInOn(request);
  if (operatorId !== undefined) return operatorId;
  const header = request.headers[OPERATOR_HEADER];
  if (typeof header !== 'string') return null;
  try {
    return decodeURI(header);
  } catch {
    return null;
  }
}
