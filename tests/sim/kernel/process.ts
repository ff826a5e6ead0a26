import { setMaxListeners } from 'node:events';
import type { World } from './world.ts';

/** A program that runs in the world until it is killed. What it waits for then never comes, and its timers are gone. */
export class Process {
  readonly name: string;
  readonly #world: World;
  readonly #timers = new Set<() => void>();
  readonly #killed = new AbortController();

  constructor(name: string, world: World) {
    this.name = name;
    this.#world = world;
    setMaxListeners(0, this.#killed.signal);
  }

  get alive(): boolean {
    return !this.#killed.signal.aborted;
  }

  /** Aborts when the program is killed: its connections go with it. */
  get killed(): AbortSignal {
    return this.#killed.signal;
  }

  note(what: string): void {
    this.#world.note(this.name, what);
  }

  after(ms: number, run: () => void): () => void {
    if (!this.alive) return () => {};
    const cancel = this.#world.after(ms, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
    return () => {
      this.#timers.delete(cancel);
      cancel();
    };
  }

  /** Comes back `ms` later, or never when the program is killed before. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Starts a task of the program; an error that it does not handle itself ends the run. */
  start(task: () => Promise<void>): void {
    task().catch((error: unknown) => {
      const cause = error instanceof Error ? error : new Error(String(error));
      if (this.alive) this.#world.fail(cause);
    });
  }

  kill(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#killed.abort();
  }
}
