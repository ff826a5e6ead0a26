import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf, type StorePolicy, storePolicy } from '#contracts/views/store-policy.ts';
import { isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';

/** Who works at which till: what every screen and section of a till is given. */
export interface ShiftProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
}

/** What a register's store is set to, with the usual value where it says nothing. */
export function policyOf(config: RegisterConfig): StorePolicy {
  return storePolicy(config.store);
}

/** Whether an operator's role grants something. */
export function mayOf(config: RegisterConfig, operatorId: string, permission: Permission): boolean {
  const operator = config.operators.find((one) => one.operatorId === operatorId);
  return operator !== undefined && isGranted(roleOf(rolesOf(config), operator.role), permission);
}
