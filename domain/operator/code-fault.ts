import { grantsBeyond, type StaffMember } from './people-rules.ts';
import { type Role, roleOf } from './permission.ts';

/**
 * Why somebody may not issue a code for a register of a store; null where they may. A register is given what proves the PINs of
 * whoever works in its store, so that a code is for who may do no less than each of them.
 */
export function codeFault(
  actorId: string | null,
  storeId: string,
  staff: readonly StaffMember[],
  roles: readonly Role[],
): 'store-not-own' | 'grants-exceeded' | null {
  const there = staff.filter(({ storeIds, archived }) => !archived && storeIds.includes(storeId));
  const actor = there.find(({ operatorId }) => operatorId === actorId);
  if (!actor) return 'store-not-own';
  const own = roleOf(roles, actor.role);
  const hasMore = there.some(({ role }) => grantsBeyond(own, roleOf(roles, role) ?? { grants: {} }).length > 0);
  return hasMore ? 'grants-exceeded' : null;
}
