import { isGranted, PERMISSIONS, type Permission, type Role, roleOf } from '#domain/operator/permission.ts';

/** What rules about people look at. */
export interface StaffMember {
  operatorId: string;
  role: string;
  storeIds: readonly string[];
  archived: boolean;
}

/** Why people or roles may not become so: codes of the error registry. */
export type PeopleFault = 'role-unknown' | 'role-in-use' | 'people-last' | 'grants-exceeded' | 'store-not-own';

/** What a role grants that another does not, or not that far, in the order of `PERMISSIONS`. */
export function grantsBeyond(own: Role | undefined, other: Pick<Role, 'grants'>): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => {
    const grant = other.grants[permission];
    if (grant === undefined) return false;
    return grant === true ? own?.grants[permission] !== true : !isGranted(own, permission, grant);
  });
}

/** Whether somebody would be left who works in a store and may change people. */
export function keepsPeople(staff: readonly StaffMember[], roles: readonly Role[]): boolean {
  return staff.some(
    ({ role, storeIds, archived }) => !archived && storeIds.length > 0 && isGranted(roleOf(roles, role), 'people'),
  );
}

/** Whether somebody works in a store in which the actor does not: one in which nobody works is everybody's. */
export function worksElsewhere(
  actor: StaffMember | undefined,
  staff: readonly StaffMember[],
  { storeIds }: Pick<StaffMember, 'storeIds'>,
): boolean {
  return storeIds.some((storeId) => !actor?.storeIds.includes(storeId) && isStaffed(storeId, staff));
}

/**
 * Those of some stores in which the actor does not work and somebody else does: what is the same in all of them (a price list, a role
 * that is held there) is changed by whoever works in each.
 */
export function storesOfOthers(
  actor: StaffMember | undefined,
  staff: readonly StaffMember[],
  storeIds: readonly string[],
): string[] {
  return [...new Set(storeIds)].filter((storeId) => worksElsewhere(actor, staff, { storeIds: [storeId] }));
}

/** Where people hold a role. */
export function storesOfRole(staff: readonly StaffMember[], roleId: string): string[] {
  return staff.filter(({ role, archived }) => role === roleId && !archived).flatMap(({ storeIds }) => storeIds);
}

/**
 * Why a person may not become so; null where they may. Nobody gives a role that grants more than their own, and nobody changes
 * whoever has more: a new PIN would be as good as their role. Nobody brings anybody into a store in which they do not work
 * themselves, but for one in which nobody works yet: it needs its first. What somebody who also works elsewhere may, signs in with
 * (`renewsSecret`) and where they work, is changed by whoever works in all of their stores.
 */
export function staffChangeFault(
  actor: StaffMember | undefined,
  staff: readonly StaffMember[],
  after: StaffMember,
  roles: readonly Role[],
  renewsSecret = false,
): PeopleFault | null {
  const own = actor && roleOf(roles, actor.role);
  const before = staff.find(({ operatorId }) => operatorId === after.operatorId);
  const held = before && roleOf(roles, before.role);
  if (held && grantsBeyond(own, held).length > 0) return 'grants-exceeded';
  const role = roleOf(roles, after.role);
  if (role && grantsBeyond(own, role).length > 0) return 'grants-exceeded';
  if (!role && !after.archived) return 'role-unknown';
  const added = after.storeIds.filter((storeId) => !before?.storeIds.includes(storeId));
  if (worksElsewhere(actor, staff, { storeIds: added })) return 'store-not-own';
  const takes = renewsSecret || (before !== undefined && takesAway(before, after));
  if (before && takes && worksElsewhere(actor, staff, before)) return 'store-not-own';
  return lastFault(staff, after, roles);
}

/** Whether somebody is more or less than they were in a store they had. */
function takesAway(before: StaffMember, after: StaffMember): boolean {
  if (before.role !== after.role || before.archived !== after.archived) return true;
  return before.storeIds.some((storeId) => !after.storeIds.includes(storeId));
}

function isStaffed(storeId: string, staff: readonly StaffMember[]): boolean {
  return staff.some(({ storeIds, archived }) => !archived && storeIds.includes(storeId));
}

function lastFault(staff: readonly StaffMember[], after: StaffMember, roles: readonly Role[]): PeopleFault | null {
  const others = staff.filter(({ operatorId }) => operatorId !== after.operatorId);
  return keepsPeople([...others, after], roles) ? null : 'people-last';
}

/**
 * Why a role may not become so, or, with `after` null, may not be removed; null where it may. Nobody makes or changes a role that
 * grants, or would grant, more than their own, nor one that somebody holds in a store in which they do not work.
 */
export function roleChangeFault(
  actor: StaffMember | undefined,
  staff: readonly StaffMember[],
  roles: readonly Role[],
  roleId: string,
  after: Role | null,
): PeopleFault | null {
  const before = roleOf(roles, roleId);
  const touched = [before, after].filter((role) => role !== undefined && role !== null);
  const own = actor && roleOf(roles, actor.role);
  if (touched.some((role) => grantsBeyond(own, role).length > 0)) return 'grants-exceeded';
  if (after === null && staff.some(({ role, archived }) => role === roleId && !archived)) return 'role-in-use';
  if (storesOfOthers(actor, staff, storesOfRole(staff, roleId)).length > 0) return 'store-not-own';
  const left = roles.filter((role) => role.roleId !== roleId);
  return keepsPeople(staff, after ? [...left, after] : left) ? null : 'people-last';
}
