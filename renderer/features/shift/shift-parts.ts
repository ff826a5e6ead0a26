import type { HostStatus, TillSession } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { mayOf, policyOf } from '#renderer/app/at-till.ts';

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
