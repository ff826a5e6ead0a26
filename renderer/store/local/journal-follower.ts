import type { Fact } from '#contracts/facts/envelope.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { BackOff } from '#renderer/store/feeds/back-off.ts';
import type { FactProjection } from './fact-projection.ts';

const READ_LIMIT = 500;

export interface FollowerOptions {
  host: HostApi;
  journalId: string;
  projection: FactProjection;
  /** Takes facts that may be new. */
  took: (facts: readonly Fact[]) => Promise<void>;
}

/** Keeps the projection level with the host's journal: at the start, and whenever the host says that the journal is further. */
export class JournalFollower {
  readonly #options: FollowerOptions;
  readonly #stopped = new AbortController();
  readonly #backOff = new BackOff();
  readonly #unsubscribe: () => void;
  /** Resolves when the projection has first been level. */
  readonly level: Promise<void>;
  #running: Promise<void> | undefined;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.level = this.#catchUp();
    this.#unsubscribe = options.host.subscribe((event) => {
      if (event.type === 'journalled') void options.took(event.facts).catch(report);
      else if (event.type === 'status') this.#hear(event.status.journal);
    });
  }

  stop(): void {
    this.#stopped.abort();
    this.#unsubscribe();
  }

  /** A status may come just before the facts themselves: reading them twice does no harm. */
  #hear(journal: { journalId: string; seq: number } | null): void {
    const { journalId, projection } = this.#options;
    if (journal?.journalId === journalId && journal.seq > projection.through) void this.#catchUp();
  }

  #catchUp(): Promise<void> {
    this.#running ??= this.#untilLevel().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #untilLevel(): Promise<void> {
    const { host, projection, took } = this.#options;
    while (!this.#stopped.signal.aborted) {
      try {
        await projection.catchUp((afterSeq) => host.call('journal.read', { afterSeq, limit: READ_LIMIT }), took);
        this.#backOff.succeeded();
        return;
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        report(error);
        await this.#backOff.failed(this.#stopped.signal);
      }
    }
  }
}

function report(error: unknown): void {
  console.error('the journal could not be followed', error);
}
