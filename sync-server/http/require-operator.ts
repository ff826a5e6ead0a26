import type { FastifyRequest } from 'fastify';
import { DEFAULT_ROLES, isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { type RegisterIdentity, registerOf } from '#sync-server/http/authenticate.ts';
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
  return operatorId !== null && isAllowed(context, operatorId, registerOf(request), permission);
}

/** The operator that the register names; null without one. */
export function operatorOf(request: FastifyRequest): string | null {
  const header = request.headers[OPERATOR_HEADER];
  if (typeof header !== 'string') return null;
  try {
    return decodeURI(header);
  } catch {
    return null;
  }
}

async function isAllowed(
  { db }: ServerContext,
  operatorId: string,
  { storeId }: RegisterIdentity,
  permission: Permission,
): Promise<boolean> {
  const operator = await db
    .selectFrom('operator')
    .select(['role', 'store_ids', 'archived'])
    .where('operator_id', '=', operatorId)
    .executeTakeFirst();
  if (!operator?.store_ids.includes(storeId) || operator.archived) return false;
  const rows = await db.selectFrom('role').select('role').execute();
  const roles = rows.length > 0 ? rows.map(({ role }) => role) : DEFAULT_ROLES;
  return isGranted(roleOf(roles, operator.role), permission);
}
