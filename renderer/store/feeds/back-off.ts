const FIRST_MS = 500;
const MOST_MS = 15_000;

/** Waits longer after each failure in a row, up to 15 s, spread so that many tills do not come back at once. */
export class BackOff {
  readonly #random: () => number;
  readonly #wakers = new Set<() => void>();
  #failures = 0;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Resolves when it is time to try again, when `wake` is called, or at once when `signal` is aborted. */
  async failed(signal: AbortSignal): Promise<void> {
    const ceilingMs = Math.min(MOST_MS, FIRST_MS * 2 ** this.#failures++);
    await this.#sleep(ceilingMs * (0.5 + this.#random() / 2), signal);
  }

  /** Ends every wait: the network seems to be back. */
  wake(): void {
    for (const waker of [...this.#wakers]) waker();
  }

  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#wakers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
      this.#wakers.add(end);
    });
  }
}
