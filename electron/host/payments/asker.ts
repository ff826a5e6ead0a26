import type { Fault } from '#contracts/ipc/host.ts';
import { backOffMs, type Clock } from '#electron/host/clock.ts';

const AGAIN = { firstMs: 1_000, capMs: 30_000 };

/** Asks by itself what became of unknown payments, until every one is known. */
export function createAsker(options: {
  clock: Clock;
  /** In [0, 1). */
  random(): number;
  unknown(): string[];
  ask(paymentId: string): Promise<Fault | null>;
}): { wake(): void; stop(): void } {
  let failures = 0;
  let running = false;
  let stopped = false;
  let cancelTimer = () => {};

  async function round(): Promise<void> {
    if (running || stopped) return;
    running = true;
    cancelTimer();
    let open = 0;
    for (const paymentId of options.unknown()) if (await options.ask(paymentId)) open += 1;
    running = false;
    failures = open > 0 ? failures + 1 : 0;
    if (stopped || options.unknown().length === 0) return;
    cancelTimer = options.clock.after(backOffMs(failures, AGAIN, options.random()), () => void round());
  }

  return {
    wake() {
      failures = 0;
      void round();
    },
    stop() {
      stopped = true;
      cancelTimer();
    },
  };
}
