import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantsBeyond, keepsPeople, roleChangeFault, type StaffMember, staffChangeFault } from './people-rules.ts';
import { DEFAULT_ROLES, PERMISSIONS, type Permission, type Role, roleOf } from './permission.ts';

const LEADER: Role = { roleId: 'leader', name: 'Leader', grants: { sell: true, discount: 200_000, people: true } };
const ROLES: readonly Role[] = [...DEFAULT_ROLES, LEADER];
const NONE: Role = { roleId: 'none', name: 'None', grants: {} };
const MANAGER = roleOf(ROLES, 'manager');

function member(operatorId: string, role: string, change: Partial<StaffMember> = {}): StaffMember {
  return { operatorId, role, storeIds: ['LON'], archived: false, ...change };
}

const STAFF = [member('eve', 'manager'), member('lee', 'leader'), member('ann', 'cashier')];

const grant = fc.oneof(fc.constant(true as const), fc.nat(1_000_000));
const grants = fc.dictionary(fc.constantFrom(...(Object.keys(PERMISSIONS) as Permission[])), grant);
const role = grants.map((granted): Role => ({ roleId: 'any', name: 'Any', grants: granted }));

/** What of a role's wishes another may give. */
function within(giver: Role, wish: Role): Role {
  const given = Object.entries(wish.grants).flatMap(([permission, wanted]) => {
    const own = giver.grants[permission as Permission];
    if (own === undefined) return [];
    return [[permission, own === true ? wanted : Math.min(own, wanted === true ? own : wanted)]];
  });
  return { ...wish, grants: Object.fromEntries(given) };
}

describe('what a role grants beyond another', () => {
  test('is nothing for itself, for no grants, and for whoever may everything without a limit', () => {
    fc.assert(
      fc.property(role, (one) => {
        expect(grantsBeyond(one, one)).toEqual([]);
        expect(grantsBeyond(one, { grants: {} })).toEqual([]);
        expect(grantsBeyond(MANAGER, one)).toEqual([]);
      }),
    );
  });

  test('is what has a higher limit, none, or is not granted at all', () => {
    expect(grantsBeyond(LEADER, { grants: { discount: 200_000 } })).toEqual([]);
    expect(grantsBeyond(LEADER, { grants: { discount: 200_001 } })).toEqual(['discount']);
    expect(grantsBeyond(LEADER, { grants: { discount: true } })).toEqual(['discount']);
    expect(grantsBeyond(LEADER, { grants: { 'return-unverified': 0 } })).toEqual(['return-unverified']);
    expect(grantsBeyond(undefined, { grants: { sell: true } })).toEqual(['sell']);
  });

  test('is never regained by way of a third role', () => {
    fc.assert(
      fc.property(role, role, role, (one, wish, further) => {
        const other = within(one, wish);
        expect(grantsBeyond(one, other)).toEqual([]);
        expect(grantsBeyond(one, within(other, further))).toEqual([]);
      }),
    );
  });
});

describe('a person', () => {
  const [EVE, LEE] = [member('eve', 'manager'), member('lee', 'leader')];
  const becomes = (after: StaffMember, actor = EVE, staff: readonly StaffMember[] = STAFF) =>
    staffChangeFault(actor, staff, after, ROLES);

  test('gets no role that grants more than that of who gives it', () => {
    expect(becomes(member('new', 'cashier'))).toBeNull();
    expect(becomes(member('new', 'leader'), LEE)).toBeNull();
    expect(becomes(member('new', 'cashier'), LEE)).toBe('grants-exceeded');
    expect(becomes(member('lee', 'manager'), LEE)).toBe('grants-exceeded');
  });

  test('who has more is not changed, nor taken away, by who has less', () => {
    expect(becomes(member('eve', 'leader'), LEE)).toBe('grants-exceeded');
    expect(becomes(member('eve', 'manager', { archived: true }), LEE)).toBe('grants-exceeded');
    expect(becomes(member('eve', 'gone', { archived: true }), LEE)).toBe('grants-exceeded');
    expect(becomes(member('eve', 'gone'), LEE)).toBe('grants-exceeded');
  });

  test('gets no store in which who gives it does not work, unless nobody works there yet', () => {
    const far = { storeIds: ['LON', 'NYC'] };
    const staff = [...STAFF, member('kim', 'cashier', { storeIds: ['NYC'] })];
    expect(becomes(member('eve', 'manager', far), EVE, staff)).toBe('store-not-own');
    expect(becomes(member('new', 'cashier', { storeIds: ['NYC'] }), EVE, staff)).toBe('store-not-own');
    expect(becomes(member('eve', 'manager', far), EVE, STAFF)).toBeNull();
    const both = member('eve', 'manager', far);
    expect(becomes(member('ann', 'cashier', far), both, [...staff.slice(1), both])).toBeNull();
    expect(becomes(member('kim', 'cashier', { storeIds: ['NYC', 'LON'] }), EVE, staff)).toBeNull();
    expect(staffChangeFault(undefined, staff, member('new', 'none', far), [...ROLES, NONE])).toBe('store-not-own');
  });

  test('who works elsewhere too keeps role, sign-in, stores and status but for whoever works in all of their stores', () => {
    const kim = member('kim', 'cashier', { storeIds: ['LON', 'NYC'] });
    const both = member('bo', 'manager', { storeIds: ['LON', 'NYC'] });
    const staff = [...STAFF, kim, both];
    const by = (actor: StaffMember, change: Partial<StaffMember>, renewsSecret = false) =>
      staffChangeFault(actor, staff, { ...kim, ...change }, ROLES, renewsSecret);
    const takings = [{ role: 'leader' }, { archived: true }, { storeIds: ['LON'] }, { storeIds: ['NYC'] }];
    for (const change of takings) {
      expect(by(EVE, change)).toBe('store-not-own');
      expect(by(both, change)).toBeNull();
    }
    expect([by(EVE, {}), by(EVE, {}, true), by(both, {}, true)]).toEqual([null, 'store-not-own', null]);
    expect(by(EVE, { storeIds: ['NYC', 'LON'] })).toBeNull();
    const gone = { ...kim, storeIds: ['NYC'], archived: true };
    expect(staffChangeFault(EVE, [...staff, gone], { ...gone, archived: false }, ROLES)).toBe('store-not-own');
  });

  test('a store in which nobody works any more binds nobody; nobody is kept from their own PIN', () => {
    const past = member('pat', 'cashier', { storeIds: ['LON', 'OLD'], archived: true });
    const staff = [...STAFF, past];
    expect(staffChangeFault(EVE, staff, { ...past, archived: false }, ROLES, true)).toBeNull();
    fc.assert(
      fc.property(fc.subarray(['LON', 'NYC', 'OLD'], { minLength: 1 }), (storeIds) => {
        const own = member('eve', 'manager', { storeIds });
        expect(staffChangeFault(own, [...STAFF.slice(1), own], own, ROLES, true)).toBeNull();
      }),
    );
  });

  test('must have a role that there is; archived, any', () => {
    expect(becomes(member('ann', 'gone'))).toBe('role-unknown');
    expect(becomes(member('ann', 'gone', { archived: true }))).toBeNull();
  });

  test('who is the last that may change people stays so', () => {
    const alone = [member('eve', 'manager'), member('ann', 'cashier')];
    for (const after of [
      member('eve', 'cashier'),
      member('eve', 'manager', { archived: true }),
      member('eve', 'manager', { storeIds: [] }),
    ]) {
      expect(staffChangeFault(EVE, alone, after, ROLES)).toBe('people-last');
      expect(becomes(after)).toBeNull();
    }
  });
});

describe('a role', () => {
  const EVE = member('eve', 'manager');
  const LEE = member('lee', 'leader');
  const becomes = (after: Role | null, roleId = after?.roleId ?? '', actor: StaffMember | undefined = EVE) =>
    roleChangeFault(actor, STAFF, ROLES, roleId, after);

  test('that somebody has is not removed; archived people do not hold it', () => {
    expect(becomes(null, 'cashier')).toBe('role-in-use');
    expect(becomes(null, 'clerk')).toBeNull();
    const left = [member('eve', 'manager'), member('ann', 'cashier', { archived: true })];
    expect(roleChangeFault(EVE, left, ROLES, 'cashier', null)).toBeNull();
  });

  test('grants no more than the role of who makes or changes it', () => {
    const own = { roleId: 'own', name: 'Own', grants: { discount: 300_000 } };
    expect(becomes(own)).toBeNull();
    expect(becomes(own, 'own', LEE)).toBe('grants-exceeded');
    expect(becomes({ ...LEADER, grants: { ...LEADER.grants, settings: true } }, 'leader', LEE)).toBe('grants-exceeded');
    expect(becomes({ roleId: 'manager', name: 'Manager', grants: {} }, 'manager', LEE)).toBe('grants-exceeded');
  });

  test('that somebody holds in a store is changed by who works there too; one that nobody holds there by anybody', () => {
    const far = member('fay', 'cashier', { storeIds: ['NYC'] });
    const more = { roleId: 'cashier', name: 'Cashier', grants: { sell: true as const, count: true as const } };
    const by = (actor: StaffMember | undefined, staff: readonly StaffMember[], after: Role) =>
      roleChangeFault(actor, staff, ROLES, after.roleId, after);
    expect(by(EVE, [...STAFF, far], more)).toBe('store-not-own');
    expect(by(EVE, [...STAFF, { ...far, archived: true }], more)).toBeNull();
    expect(by(EVE, [...STAFF, far], { ...more, roleId: 'clerk' })).toBeNull();
    const both = member('bo', 'manager', { storeIds: ['LON', 'NYC'] });
    expect(by(both, [...STAFF, far, both], more)).toBeNull();
  });

  test('through which the last people may change people keeps that', () => {
    const alone = [member('eve', 'manager')];
    const less = { roleId: 'manager', name: 'Manager', grants: { sell: true as const } };
    expect(roleChangeFault(EVE, alone, ROLES, 'manager', less)).toBe('people-last');
    expect(becomes(less)).toBeNull();
  });

  test('whatever is allowed, somebody is left who may change people', () => {
    fc.assert(
      fc.property(role, fc.constantFrom(...ROLES.map(({ roleId }) => roleId)), (after, roleId) => {
        const next = { ...after, roleId };
        if (roleChangeFault(EVE, STAFF, ROLES, roleId, next) !== null) return;
        expect(keepsPeople(STAFF, [...ROLES.filter((one) => one.roleId !== roleId), next])).toBe(true);
      }),
    );
  });
});
