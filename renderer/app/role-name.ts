import type { TFunction } from 'i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf } from '#contracts/views/store-policy.ts';
import { DEFAULT_ROLES, roleOf } from '#domain/operator/permission.ts';

/** The roles every shop begins with. */
const KNOWN = ['cashier', 'clerk', 'shift-manager', 'manager'] as const;

/** A role in words: as the chain named it in this language, else by its usual name. */
export function roleName(t: TFunction, config: RegisterConfig, roleId: string, language: string): string {
  const role = roleOf(rolesOf(config), roleId);
  const own = role?.names?.[language];
  if (own !== undefined) return own;
  const known = KNOWN.find((one) => one === roleId);
  const renamed = role !== undefined && role.name !== roleOf(DEFAULT_ROLES, roleId)?.name;
  return known && !renamed ? t(`signIn.roles.${known}`) : (role?.name ?? roleId);
}
