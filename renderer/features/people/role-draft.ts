import type { Role } from '#contracts/views/register-config.ts';
import { readPercentage, writePercentage } from '#domain/money/percentage.ts';
import { PERMISSIONS, type Permission } from '#domain/operator/permission.ts';
import { priceOf, priceText } from '#renderer/app/price-entry.ts';

/** A grant as it is entered: the limit in percent or in the store's currency; empty means no limit. */
export interface GrantDraft {
  on: boolean;
  limit: string;
}
export type GrantDrafts = Readonly<Record<Permission, GrantDraft>>;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

/** What belongs together, as a person looks for it; the rest is `office`. */
const ONLINE = ['online-orders', 'online-orders-decide'] as const;

const GROUPS = {
  selling: [
    'sell',
    'discount',
    'price-override',
    'open-price',
    'unlisted-item',
    'archived-item',
    'tax-exempt',
    'line-void',
    'cart-abandon',
    'cart-claim',
    'receipt-copy',
    'payment-decide',
    'stored-value-issue',
    'account-charge',
  ],
  returns: ['return-with-receipt', 'return-without-receipt', 'return-unverified', 'post-void'],
  shift: [
    'session-open',
    'session-close',
    'session-share',
    'no-sale',
    'cash-move',
    'report-x',
    'expected-amounts',
    'safe-and-bank',
    'day-close',
    'operator-unlock',
    'training',
    'exceptions',
  ],
  stock: ['stock', 'stock-adjust', 'count', 'count-approve', 'costs', 'purchasing', 'labels', ...ONLINE],
} as const satisfies Record<string, readonly Permission[]>;

export type PermissionGroup = keyof typeof GROUPS | 'office';

/** Every permission once, in groups. */
export function permissionGroups(): { group: PermissionGroup; permissions: readonly Permission[] }[] {
  const named = new Set<Permission>(Object.values(GROUPS).flat());
  const groups = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => ({
    group,
    permissions: GROUPS[group],
  }));
  return [...groups, { group: 'office', permissions: ALL_PERMISSIONS.filter((permission) => !named.has(permission)) }];
}

/** Grants as they are entered; `digits` are the currency's. */
export function grantDrafts(grants: Role['grants'], digits: number): GrantDrafts {
  const entries = ALL_PERMISSIONS.map((permission): [Permission, GrantDraft] => {
    const grant = grants[permission];
    return [permission, { on: grant !== undefined, limit: limitText(permission, grant, digits) }];
  });
  return Object.fromEntries(entries) as Record<Permission, GrantDraft>;
}

/** A limit as it is typed: `12.5` for 125 000 parts per million; empty without one. */
export function limitText(permission: Permission, grant: number | true | undefined, digits: number): string {
  if (grant === undefined || grant === true) return '';
  if (PERMISSIONS[permission] === 'minor') return priceText(grant, digits);
  return writePercentage(grant);
}

/** The limit that was typed, in the permission's unit; null where it is none. */
export function limitOf(permission: Permission, text: string, digits: number): number | null {
  return PERMISSIONS[permission] === 'ppm' ? readPercentage(text) : priceOf(text, digits);
}

/** What was entered as grants, or which limits are none. */
export function grantsOf(
  drafts: GrantDrafts,
  digits: number,
): { ok: true; grants: Role['grants'] } | { ok: false; wrong: Permission[] } {
  const grants: Role['grants'] = {};
  const wrong: Permission[] = [];
  for (const permission of ALL_PERMISSIONS) {
    const { on, limit } = drafts[permission];
    if (!on) continue;
    const isLimited = PERMISSIONS[permission] !== null && limit.trim() !== '';
    const entered = isLimited ? limitOf(permission, limit, digits) : true;
    if (entered === null) wrong.push(permission);
    else grants[permission] = entered;
  }
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, grants };
}
