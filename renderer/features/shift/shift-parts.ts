import type { HostStatus, TillSession } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { rolesOf, type StorePolicy, storePolicy } from '#contracts/views/store-policy.ts';
import { isGranted, type Permission, roleOf } from '#domain/operator/permission.ts';
import type { Tender } from '#domain/tender/tender.ts';

/** Who works at which till: what every part of the shift section is given. */
export interface ShiftProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
}

export function policyOf(config: RegisterConfig): StorePolicy {
  return storePolicy(config.store);
}

/** Whether an operator's role grants something. */
export function mayOf(config: RegisterConfig, operatorId: string, permission: Permission): boolean {
  const operator = config.operators.find((one) => one.operatorId === operatorId);
  return operator !== undefined && isGranted(roleOf(rolesOf(config), operator.role), permission);
}

/** Whether an operator may see what the drawer should hold before it was counted. */
export function mayExpect(config: RegisterConfig, operatorId: string): boolean {
  return !policyOf(config).session.blind || mayOf(config, operatorId, 'expected-amounts');
}

/** Whether a session is somebody else's, so that selling from it or closing it needs the right to. */
export function isOthers(session: TillSession, operatorId: string): boolean {
  return session.mode !== 'shared' && session.accountable !== operatorId;
}

/** What closing the open session takes; the day over, whoever may close sessions may close this one: nobody is locked in. */
export function closePermission({ session, signedIn }: HostStatus, operatorId: string): Permission {
  const over = session !== null && signedIn !== null && signedIn.businessDate > session.businessDate;
  return session && isOthers(session, operatorId) && !over ? 'session-share' : 'session-close';
}

/** Who did something, also somebody who signs in here no more; undefined where nobody is known. */
export function knownName({ operators, others = [] }: RegisterConfig, operatorId: string | null): string | undefined {
  return [...operators, ...others].find((one) => one.operatorId === operatorId)?.name;
}

export function operatorName(config: RegisterConfig, operatorId: string | null): string {
  return knownName(config, operatorId) ?? operatorId ?? '–';
}

/** A tender in the language of the screen. */
export function tenderName(tenders: readonly Tender[], tenderId: string, language: string): string {
  const tender = tenders.find((one) => one.tenderId === tenderId);
  return tender?.names?.[language] ?? tender?.name ?? tenderId;
}
