/** Lets tasks run side by side, and now and then one alone: while it runs nobody else does, so that nothing it read changes under it. */
export interface AppendGate {
  shared<T>(task: () => Promise<T>): Promise<T>;
  /** Waits for all that run, holds back all that come. A task alone that waits for another one through the gate never ends. */
  alone<T>(task: () => Promise<T>): Promise<T>;
}

export function createAppendGate(): AppendGate {
  const running = new Set<Promise<unknown>>();
  let last: Promise<unknown> | null = null;

  return {
    async shared(task) {
      while (last) await last;
      const run = task();
      running.add(run);
      try {
        return await run;
      } finally {
        running.delete(run);
      }
    },
    alone(task) {
      const before = last;
      const run = (async () => {
        await before;
        await Promise.allSettled(running);
        return task();
      })();
      const ended: Promise<void> = run.then(
        () => release(ended),
        () => release(ended),
      );
      last = ended;
      return run;
    },
  };

  function release(ended: Promise<unknown>): void {
    if (last === ended) last = null;
  }
}
