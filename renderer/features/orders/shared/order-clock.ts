import { useSyncExternalStore } from 'react';

const EVERY_MS = 10_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of [...listeners]) each();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What follows from the time of day (milliseconds since 1970), asked every few seconds; only another answer draws anew, so it is text or a number. */
export function useOrderClock<T extends string | number>(of: (nowMs: number) => T): T {
  return useSyncExternalStore(subscribe, () => of(Date.now()));
}
