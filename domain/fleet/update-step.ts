import { compareVersions } from './compare-versions.ts';
import { isInWindow, type UpdateWindow } from './update-window.ts';

/** Why an update that is there is not installed now. `tried`: it was, and failed; only a person starts it again. */
export type UpdateWait = 'window' | 'session' | 'signed-in' | 'payment' | 'facts' | 'printing' | 'tried';

/** What a register is busy with when an update is thought of. */
export interface UpdateGround {
  version: string;
  /** What the server offers; null for nothing. `now`: a person asked for it, so that the hours don't count. */
  offer: { version: string; now: boolean } | null;
  /** The version that lies here, downloaded and verified. */
  ready: string | null;
  /** Attempts to download the offered version, or to install it, that failed one after another. */
  failures: { version: string; times: number } | null;
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
  const { failures } = ground;
  const givenUp = failures?.version === offer.version && failures.times >= UPDATE_TRIES_MAX;
  if (givenUp && !offer.now) return { step: 'wait', why: 'tried' };
  if (ground.ready !== offer.version) return { step: 'download' };
  const why = waitOf(ground, offer.now);
  return why ? { step: 'wait', why } : { step: 'install' };
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
