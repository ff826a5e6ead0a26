import type { TillSession } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { Clock } from '#electron/host/clock.ts';
import type { OpenSession } from './session-keeper.ts';

/** The business date in a register's store at a time, ms since 1970. */
export function businessDateIn({ config }: HostConfig, at: number): string {
  const { timeZone, dayStartsAt } = config.store;
  return businessDateAt(new Date(at).toISOString(), timeZone, dayStartsAt);
}

/** The open session as the window shows it. It is overdue when another business date began longer ago than the store's grace. */
export function tillSession(session: OpenSession, config: HostConfig, now: number): TillSession {
  const { opened, accountable } = session;
  const { sessionId, float, drawer } = opened.payload;
  const policy = storePolicy(config.config.store).session;
  return {
    sessionId,
    businessDate: opened.businessDate,
    openedAt: opened.at,
    float,
    accountable,
    mode: drawer?.mode ?? policy.drawer,
    ...(drawer?.drawerId ? { drawerId: drawer.drawerId } : {}),
    overdue: businessDateIn(config, now - policy.graceMinutes * 60_000) > opened.businessDate,
  };
}

/** How often it is looked whether a session should have been closed. */
const LOOK_MS = 60_000;

/** Calls back whenever the open session has become overdue, or no longer is; gives what ends it. */
export function watchOverdue(clock: Clock, session: () => TillSession | null, changed: () => void): () => void {
  let overdue = false;
  let cancel = clock.after(LOOK_MS, function look() {
    cancel = clock.after(LOOK_MS, look);
    const now = session()?.overdue === true;
    if (now !== overdue) changed();
    overdue = now;
  });
  return () => cancel();
}
