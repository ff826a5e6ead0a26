import { expect, test } from 'vitest';
import { unlockFault } from './may-unlock.ts';
import { DEFAULT_ROLES } from './permission.ts';

const STAFF = [
  { operatorId: 'own', role: 'manager' },
  { operatorId: 'sue', role: 'shift-manager' },
  { operatorId: 'sam', role: 'shift-manager' },
  { operatorId: 'ann', role: 'cashier' },
  { operatorId: 'old', role: 'gone' },
];

test.each([
  ['own', 'sue', null],
  ['own', 'own', null],
  ['sue', 'ann', null],
  ['sue', 'sam', null],
  ['sue', 'old', null],
  ['sue', 'own', 'grants-exceeded'],
  ['ann', 'sue', 'permission-refused'],
  ['ann', 'ann', 'permission-refused'],
  ['old', 'ann', 'permission-refused'],
  ['nobody', 'ann', 'permission-refused'],
])('%s lets %s try again: %s', (byId, blockedId, fault) => {
  expect(unlockFault(STAFF, DEFAULT_ROLES, byId, blockedId)).toBe(fault);
});
