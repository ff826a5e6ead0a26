import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { operatorMay } from '#electron/host/operator/credentials.ts';
import type { SignedIn } from '#electron/host/operator/operators.ts';
import type { OpenSession } from './session-keeper.ts';

/** Why whoever is signed in may not take money now; null when they may. Who trains may always. */
export function sellingFault(
  signedIn: SignedIn | null,
  config: HostConfig | null,
  session: OpenSession | null,
): Fault | null {
  if (!signedIn || !config) return { code: 'not-signed-in' };
  if (signedIn.training) return null;
  if (!session) return { code: 'session-not-open' };
  return maySellFrom(session, signedIn, config) ? null : { code: 'session-not-yours' };
}

/** Whether an operator may take money into a session's drawer: it is shared, or theirs, or their role lets them share it. */
export function maySellFrom(session: OpenSession, { operatorId }: SignedIn, { config }: HostConfig): boolean {
  const mode = session.opened.payload.drawer?.mode ?? storePolicy(config.store).session.drawer;
  if (mode === 'shared' || session.accountable === operatorId) return true;
  return operatorMay(config, operatorId, 'session-share');
}
