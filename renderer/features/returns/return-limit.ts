import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { roleOf } from '#domain/operator/permission.ts';

/** Up to what an operator takes back against a receipt that can't be looked up; null when not at all, Infinity without a limit. */
export function limitOf(config: RegisterConfig, operatorId: string | undefined): number | null {
  const operator = config.operators.find((one) => one.operatorId === operatorId);
  const grant = operator && roleOf(rolesOf(config), operator.role)?.grants['return-unverified'];
  return grant === true ? Number.POSITIVE_INFINITY : (grant ?? null);
}
