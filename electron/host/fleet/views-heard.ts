import type { Clock } from '#electron/host/clock.ts';
import { instant } from '#electron/host/clock.ts';

/** How the window's asking for views goes, as seen from the way it takes. */
export interface ViewsHeard {
  answered(status: number): void;
  lost(): void;
  state(): { at: string | null; fault: string | null };
}

export function createViewsHeard(clock: Clock): ViewsHeard {
  let at: string | null = null;
  let fault: string | null = null;
  return {
    answered(status) {
      // Nothing new is an answer too.
      const isGood = status === 304 || (status >= 200 && status < 300);
      if (isGood) at = instant(clock);
      fault = isGood ? null : `status-${status}`;
    },
    lost() {
      fault = 'unreachable';
    },
    state: () => ({ at, fault }),
  };
}
