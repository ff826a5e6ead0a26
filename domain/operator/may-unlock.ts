import { grantsBeyond } from './people-rules.ts';
import { isGranted, type Role, roleOf } from './permission.ts';

/**
 * Why somebody may not let another, whose PIN must wait, try again at once; null where they may. Nobody does for who may more than
 * they do: it would let them guess that PIN.
 */
export function unlockFault(
  operators: readonly { operatorId: string; role: string }[],
  roles: readonly Role[],
  byId: string,
  blockedId: string,
): 'permission-refused' | 'grants-exceeded' | null {
  const roleHeld = (operatorId: string): Role | undefined =>
    roleOf(roles, operators.find((one) => one.operatorId === operatorId)?.role ?? '');
  const own = roleHeld(byId);
  if (!isGranted(own, 'operator-unlock')) return 'permission-refused';
  return grantsBeyond(own, roleHeld(blockedId) ?? { grants: {} }).length > 0 ? 'grants-exceeded' : null;
}
