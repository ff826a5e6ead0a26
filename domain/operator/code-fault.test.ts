import { expect, test } from 'vitest';
import { codeFault } from './code-fault.ts';
import type { StaffMember } from './people-rules.ts';
import { DEFAULT_ROLES, type Role } from './permission.ts';

const SETTER: Role = { roleId: 'setter', name: 'Setter', grants: { sell: true, settings: true } };
const SELLER: Role = { roleId: 'seller', name: 'Seller', grants: { sell: true } };
const ROLES = [...DEFAULT_ROLES, SETTER, SELLER];

function member(operatorId: string, role: string, change: Partial<StaffMember> = {}): StaffMember {
  return { operatorId, role, storeIds: ['LON'], archived: false, ...change };
}

test('a code is for who may do no less than each who works in its store', () => {
  const [own, set, sal] = [member('own', 'manager'), member('set', 'setter'), member('sal', 'seller')];
  expect(codeFault('own', 'LON', [own, set, sal], ROLES)).toBeNull();
  expect(codeFault('set', 'LON', [own, set, sal], ROLES)).toBe('grants-exceeded');
  expect(codeFault('set', 'LON', [set, sal], ROLES)).toBeNull();
  expect(codeFault('set', 'LON', [{ ...own, archived: true }, set, sal], ROLES)).toBeNull();
  expect(codeFault('set', 'LON', [{ ...own, storeIds: ['NYC'] }, set, sal], ROLES)).toBeNull();
  expect(codeFault('set', 'LON', [set, member('lou', 'gone')], ROLES)).toBeNull();
});

test('nor for a store in which they do not work, or do no more', () => {
  const own = member('own', 'manager');
  expect(codeFault('own', 'NYC', [own], ROLES)).toBe('store-not-own');
  expect(codeFault('own', 'LON', [{ ...own, archived: true }], ROLES)).toBe('store-not-own');
  expect(codeFault(null, 'LON', [own], ROLES)).toBe('store-not-own');
});
