import type { Permission } from '#domain/operator/permission.ts';

/** Who may witness what is done of online orders; till and server check the same. */
export const FULFILMENT_PERMISSIONS = {
  'fulfilment.decided': 'online-orders',
  'fulfilment.claimed': 'online-orders',
  'pick.recorded': 'online-orders',
  'fulfilment.readied': 'online-orders',
  'fulfilment.handed-over': 'online-orders',
  'fulfilment.shipped': 'online-orders',
  'fulfilment.put-back': 'online-orders',
} as const satisfies Record<string, Permission>;

export type FulfilmentKind = keyof typeof FULFILMENT_PERMISSIONS;

export const FULFILMENT_KINDS = Object.keys(FULFILMENT_PERMISSIONS) as FulfilmentKind[];

/** Whether a fact is one about the work on an online order that a store witnesses. */
export function isFulfilmentKind(kind: string): kind is FulfilmentKind {
  return Object.hasOwn(FULFILMENT_PERMISSIONS, kind);
}
