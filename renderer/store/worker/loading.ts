/** How far the reading from disk has come, for those who wait for a part of it. */
export class Loading {
  #waiting = new Set<() => void>();
  #ended = false;

  /** Whether all that was on disk is in memory. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Resolves when more is in memory; at once when all is. */
  more(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#ended) resolve();
      else this.#waiting.add(resolve);
    });
  }

  piece(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const resolve of waiting) resolve();
  }

  end(): void {
    this.#ended = true;
    this.piece();
  }
}
