import type { Deadline } from './deadline.ts';

export interface TurnOptions {
  /** Given up while waiting when it has passed. */
  deadline?: Deadline;
  signal?: AbortSignal | undefined;
}

/** Work at a device that does one thing at a time. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Works once all that came before has ended; says why not when its deadline passes or it is given up before that. */
  take<T>(work: () => Promise<T>, { deadline, signal }: TurnOptions = {}): Promise<T | 'timeout' | 'aborted'> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        resolve('aborted');
        return;
      }
      let waiting = true;
      const begin = (): void => {
        waiting = false;
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
      };
      const giveUp = (end: 'timeout' | 'aborted'): void => {
        begin();
        resolve(end);
      };
      const aborted = (): void => giveUp('aborted');
      const timer = deadline && setTimeout(() => giveUp('timeout'), deadline.leftMs());
      signal?.addEventListener('abort', aborted, { once: true });
      this.#last = this.#last.then(() => {
        if (!waiting) return undefined;
        begin();
        return work().then(resolve, reject);
      });
    });
  }
}
