import { createHash } from 'node:crypto';

/** What happened in a run, line by line. Only its hash is kept, unless somebody wants to read it. */
export class Trace {
  readonly #hash = createHash('sha256');
  readonly #listener: ((line: string) => void) | undefined;
  /** The newest lines, to show with a failure. */
  readonly tail: string[] = [];

  constructor(listener?: (line: string) => void) {
    this.#listener = listener;
  }

  note(nowMs: number, who: string, what: string): void {
    const line = `${(nowMs / 1000).toFixed(3).padStart(9)}  ${who.padEnd(7)} ${what}`;
    this.#hash.update(line).update('\n');
    this.tail.push(line);
    if (this.tail.length > 40) this.tail.shift();
    this.#listener?.(line);
  }

  /** Ends the trace. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}
