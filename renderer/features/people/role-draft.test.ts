import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Role } from '#contracts/views/register-config.ts';
import { DEFAULT_ROLES, PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import { ALL_PERMISSIONS, grantDrafts, grantsOf, limitOf, limitText, permissionGroups } from './role-draft.ts';

test('every permission stands in one group', () => {
  const listed = permissionGroups().flatMap(({ permissions }) => permissions);
  expect([...listed].sort()).toEqual([...ALL_PERMISSIONS].sort());
});

test('grants that are opened and saved untouched stay as they are', () => {
  const limit = (permission: Permission) =>
    PERMISSIONS[permission] === null
      ? fc.constant(true as const)
      : fc.oneof(fc.constant(true as const), fc.nat(1_000_000));
  const grants = fc.record(Object.fromEntries(ALL_PERMISSIONS.map((one) => [one, limit(one)])), { requiredKeys: [] });
  fc.assert(
    fc.property(grants, fc.constantFrom(0, 2, 3), (some, digits) => {
      expect(grantsOf(grantDrafts(some as Role['grants'], digits), digits)).toEqual({ ok: true, grants: some });
    }),
  );
  for (const { grants: usual } of DEFAULT_ROLES) {
    expect(grantsOf(grantDrafts(usual, 2), 2)).toEqual({ ok: true, grants: usual });
  }
});

test('limits are typed in percent, or in the currency', () => {
  expect(limitText('discount', 125_000, 2)).toBe('12.5');
  expect(limitText('discount', 0, 2)).toBe('0');
  expect(limitText('discount', 100_000, 2)).toBe('10');
  expect(limitText('return-unverified', 5_000, 2)).toBe('50.00');
  expect(limitText('return-unverified', 5_000, 0)).toBe('5000');
  expect(limitOf('discount', '12,5', 2)).toBe(125_000);
  expect(limitOf('discount', '100', 2)).toBe(1_000_000);
  expect(limitOf('discount', '101', 2)).toBeNull();
  expect(limitOf('return-unverified', '50', 2)).toBe(5_000);
  expect(limitOf('return-unverified', 'fifty', 2)).toBeNull();
});

test('a limit that is none is said, and only where it counts', () => {
  const drafts = grantDrafts({ sell: true, discount: true }, 2);
  const typed = { ...drafts, discount: { on: true, limit: 'ten' }, 'return-unverified': { on: false, limit: 'x' } };
  expect(grantsOf(typed, 2)).toEqual({ ok: false, wrong: ['discount'] });
});
