import { compareVersions } from './compare-versions.ts';
import { isInWindow, type UpdateWindow } from './update-window.ts';

/** Why an update that is there is not installed now. `tried`: it was, and failed; only a person starts it again. */
export type UpdateWait = 'window' | 'session' | 'signed-in' | 'payment' | 'facts' | 'printing' | 'tried';

/** What a register is busy with when an update is thought of. */
export interface UpdateGround {
  version: string;
  /** What the server offers; null for nothing. `askedAt`: a person asked for it then, so that the hours don't count. */
  offer: { version: string; askedAt: string | null } | null;
  /** The version that lies here, downloaded and verified. */
  ready: string | null;
  /** Attempts at a version, to download or to install it, that failed one after another; `askedAt` is the last one's. */
  failures: { version: string; times: number; askedAt: string | null } | null;
  /** Local time of the store, `HH:MM`; null while the store's settings are not known. */
  time: string | null;
  window: UpdateWindow | null;
  sessionOpen: boolean;
  /** Carts are worked on by somebody who is signed in, and by nobody else. */
  signedIn: boolean;
  paymentsOpen: boolean;
  /** Facts that the server has not taken. */
  waiting: number;
  /** Receipts on their way to the printer. */
  printing: boolean;
}

export type UpdateStep =
  | { step: 'none' }
  | { step: 'download' }
  | { step: 'wait'; why: UpdateWait }
  | { step: 'install' };

/** After so many failures of one version in a row nothing more is tried by itself. */
export const UPDATE_TRIES_MAX = 3;

/**
 * What to do about updates now. Downloading disturbs nobody; installing ends the program, so that it is done only where nothing
 * is under way and nothing would be lost with the machine: no session, nobody signed in, no payment, no receipt in the printer, no
 * fact that the server has not taken; and in the store's hours, unless a person asked for it. Never to an older version.
 */
export function updateStep(ground: UpdateGround): UpdateStep {
  const { offer } = ground;
  if (!offer || compareVersions(offer.version, ground.version) <= 0) return { step: 'none' };
  if (isGivenUp(ground.failures, offer)) return { step: 'wait', why: 'tried' };
  if (ground.ready !== offer.version) return { step: 'download' };
  const why = waitOf(ground, offer.askedAt !== null);
  return why ? { step: 'wait', why } : { step: 'install' };
}

/** What a person asked for is tried once for each time they ask. */
function isGivenUp(failures: UpdateGround['failures'], offer: { version: string; askedAt: string | null }): boolean {
  if (failures?.version !== offer.version) return false;
  return offer.askedAt === null ? failures.times >= UPDATE_TRIES_MAX : failures.askedAt === offer.askedAt;
}

function waitOf(ground: UpdateGround, now: boolean): UpdateWait | null {
  if (ground.sessionOpen) return 'session';
  if (ground.paymentsOpen) return 'payment';
  if (ground.signedIn) return 'signed-in';
  if (ground.printing) return 'printing';
  if (ground.waiting > 0) return 'facts';
  if (now) return null;
  if (ground.window === null || ground.time === null) return 'window';
  return isInWindow(ground.window, ground.time) ? null : 'window';
}
