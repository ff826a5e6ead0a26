import { BackOff } from '#renderer/store/feeds/back-off.ts';

/** Does things one after the other, each again and again until it succeeds, until `signal` is aborted. */
export class Turns {
  readonly #signal: AbortSignal;
  readonly #backOff = new BackOff();
  #last: Promise<void> = Promise.resolve();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** After everything that was asked for before. */
  take(attempt: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(() => this.untilDone(attempt));
    return this.#last;
  }

  /** Now. */
  async untilDone(attempt: () => Promise<void>): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        await attempt();
        this.#backOff.succeeded();
        return;
      } catch (error) {
        if (this.#signal.aborted) return;
        console.error('the views will be tended again', error);
        await this.#backOff.failed(this.#signal);
      }
    }
  }
}
