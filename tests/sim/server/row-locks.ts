/** Exclusive locks on rows, granted in the order they were asked for, held until their holder lets go of all. */
export class RowLocks {
  readonly #held = new Map<string, { holder: object; waiting: { holder: object; grant(): void }[] }>();

  /** Waits while another holds it. */
  acquire(row: string, holder: object): Promise<void> {
    const lock = this.#held.get(row);
    if (!lock) {
      this.#held.set(row, { holder, waiting: [] });
      return Promise.resolve();
    }
    if (lock.holder === holder) return Promise.resolve();
    return new Promise((grant) => lock.waiting.push({ holder, grant }));
  }

  releaseAll(holder: object): void {
    for (const [row, lock] of this.#held) {
      lock.waiting = lock.waiting.filter((each) => each.holder !== holder);
      if (lock.holder !== holder) continue;
      const next = lock.waiting.shift();
      if (next) {
        lock.holder = next.holder;
        next.grant();
      } else this.#held.delete(row);
    }
  }
}
