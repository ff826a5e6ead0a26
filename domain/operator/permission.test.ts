import { describe, expect, it } from 'vitest';
import { DEFAULT_ROLES, isGranted, PERMISSIONS, roleOf } from './permission.ts';

const may = (roleId: string, permission: keyof typeof PERMISSIONS): boolean =>
  isGranted(roleOf(DEFAULT_ROLES, roleId), permission);

describe('the roles of a store that has set none', () => {
  it('leave what became of a payment to those who lead a shift', () => {
    const roles = DEFAULT_ROLES.map(({ roleId }) => roleId);
    expect(roles.filter((roleId) => may(roleId, 'payment-decide'))).toEqual(['shift-manager', 'manager']);
  });

  it('let a manager do everything', () => {
    for (const permission of Object.keys(PERMISSIONS)) {
      expect(may('manager', permission as keyof typeof PERMISSIONS), permission).toBe(true);
    }
  });
});
