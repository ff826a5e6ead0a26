/** Time as an argument: `now` in milliseconds since 1970 UTC, `after` calls once and gives what cancels it. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export function instant(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

/** A signal that aborts after `ms`; `done` releases its timer. */
export function deadline(clock: Clock, ms: number): { signal: AbortSignal; done(): void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    done: clock.after(ms, () => controller.abort(new Error(`no answer in ${ms} ms`))),
  };
}

/**
 * A signal that aborts with the first of several, and `release` to let go of them. It holds on to its sources: the signals that
 * `AbortSignal.any` makes may be collected in Node 20 while a request still waits for them, and then never abort.
 */
export function firstOf(signals: readonly AbortSignal[]): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const listeners = signals.map((signal) => {
    const listener = () => controller.abort(signal.reason);
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener, { once: true });
    return () => signal.removeEventListener('abort', listener);
  });
  return {
    signal: controller.signal,
    release: () => {
      for (const release of listeners) release();
    },
  };
}

/**
 * How long to wait before attempt `failures` + 1, in ms: doubling from `firstMs` up to `capMs`, then between half and all of it
 * at random, so that tills do not come back in step. `random` is in [0, 1).
 */
export function backOffMs(failures: number, limits: { firstMs: number; capMs: number }, random: number): number {
  const full = Math.min(limits.capMs, limits.firstMs * 2 ** Math.min(failures, 30));
  return Math.round(full * (0.5 + random / 2));
}
