import type { Random } from './random.ts';
import type { Trace } from './trace.ts';

interface Event {
  dueMs: number;
  /** Decides between events that are due at the same time. */
  lot: number;
  run(): void;
}

/** 2026-11-02T08:00:00.000Z, when every run begins. */
const BEGIN_MS = Date.UTC(2026, 10, 2, 8);

/**
 * Virtual time. Everything that happens is an event with a due time; between two events all code that can go on does so, by
 * microtasks alone, until it waits for another event. So a run is a function of its seed.
 */
export class World {
  readonly trace: Trace;
  readonly #random: Random;
  readonly #events = new Set<Event>();
  #now = 0;
  #failure: Error | undefined;

  constructor(random: Random, trace: Trace) {
    this.#random = random.fork('world');
    this.trace = trace;
  }

  /** Milliseconds since the run began. */
  get elapsedMs(): number {
    return this.#now;
  }

  /** Milliseconds since 1970, by a clock that is right. */
  get nowMs(): number {
    return BEGIN_MS + this.#now;
  }

  get instant(): string {
    return new Date(this.nowMs).toISOString();
  }

  note(who: string, what: string): void {
    this.trace.note(this.#now, who, what);
  }

  /** Calls once, `ms` from now; gives what cancels it. */
  after(ms: number, run: () => void): () => void {
    const event = { dueMs: this.#now + Math.max(0, Math.round(ms)), lot: this.#random.fraction(), run };
    this.#events.add(event);
    return () => this.#events.delete(event);
  }

  /** Ends the run with an error that no code was there to hear. */
  fail(error: Error): void {
    this.#failure ??= error;
  }

  /** Lets the next event happen and everything that follows from it at once; false when nothing is left, or not before `untilMs`. */
  async step(untilMs = Number.POSITIVE_INFINITY): Promise<boolean> {
    const next = this.#next();
    if (!next || next.dueMs > untilMs) {
      this.#now = Number.isFinite(untilMs) ? Math.max(this.#now, untilMs) : this.#now;
      return false;
    }
    this.#events.delete(next);
    this.#now = next.dueMs;
    next.run();
    await settled();
    if (this.#failure) throw this.#failure;
    return true;
  }

  #next(): Event | undefined {
    let next: Event | undefined;
    for (const event of this.#events) {
      if (!next || event.dueMs < next.dueMs || (event.dueMs === next.dueMs && event.lot < next.lot)) next = event;
    }
    return next;
  }
}

/** Everything that could go on without an event has. Node runs all microtasks before it turns to the next immediate. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
