import { type Checkpoint, Problem, PULL_LIMIT_MAX, PullAnswer } from '#contracts/http/api.ts';
import { parse } from '#contracts/schema.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { FeedName } from '#renderer/store/feeds/request-feed.ts';
import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import type { CopyDisk, KeptCheckpoint } from './copy-disk.ts';

/** Asks the server, through the host; rejects when it is unreachable. */
export type AskServer = (pathAndQuery: string, signal: AbortSignal) => Promise<Response>;

export interface FeedPullerOptions {
  feed: FeedName;
  disk: CopyDisk;
  program: Process;
  world: World;
  random: Random;
  ask: AskServer;
  /** Documents that are on the disk now, at the start and after each write. */
  took(documents: readonly ViewDocument[]): void;
  /** The server said that there is no more, and all of it is on the disk. */
  complete(): void;
  stale(reason: string): void;
}

const DEADLINE_MS = 20_000;

/**
 * Keeps one feed's copy up to date by the rules of `renderer/store/feeds` (`FeedCopy` and `FeedReplication`), on a disk in memory
 * in RxDB's place: documents are written first, their checkpoint later and not in the same transaction.
 */
export class FeedPuller {
  readonly #options: FeedPullerOptions;
  readonly #positions = new Map<string, number>();
  readonly #live = new Set<string>();
  #top = 0;
  #stopped = false;
  #isFirst = true;
  #pulling = false;
  #movedSince = false;
  #failures = 0;
  #wake = () => {};
  #checkpoint: KeptCheckpoint | undefined;
  #checkpointWritten = Promise.resolve();
  readonly #limit: number;

  constructor(options: FeedPullerOptions) {
    this.#options = options;
    this.#limit = options.random.pick([1, 3, 8, PULL_LIMIT_MAX]);
    this.#checkpoint = options.disk.checkpoint(options.feed);
    this.#took([...options.disk.documents(options.feed).values()]);
  }

  /** Up to where the copy has everything, once what was pulled is written. */
  get checkpoint(): Checkpoint | undefined {
    return this.#checkpoint;
  }

  get top(): number {
    return this.#top;
  }

  resync(): void {
    this.#movedSince = true;
    if (this.#pulling) this.#wake();
    else this.#begin();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  #begin(): void {
    if (this.#stopped) return;
    this.#pulling = true;
    this.#options.program.start(() => this.#pull());
  }

  async #pull(): Promise<void> {
    const { stale, complete } = this.#options;
    let written = Promise.resolve();
    for (;;) {
      const kept = this.#checkpoint;
      const [asked] = await Promise.all([this.#askUntilAnswered(kept && checkpointOf(kept)), written]);
      if (!asked || this.#stopped) return;
      if (this.#isTorn(kept)) return stale(`the copy ends at ${this.#top}, its checkpoint at ${kept?.top ?? 0}`);
      const pulled = await this.#upToBatch(asked);
      if (!pulled || this.#stopped) return;
      written = this.#write(pulled);
      if (pulled.remaining > 0) continue;
      await written;
      if (this.#stopped) return;
      this.#pulling = false;
      complete();
      if (this.#movedSince) this.#begin();
      return;
    }
  }

  #isTorn(kept: KeptCheckpoint | undefined): boolean {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const top = kept?.top ?? 0;
    return top > this.#top || (isFirst && top < this.#top);
  }

  /** Only documents that the copy doesn't hold yet, each as it came last; where that leaves too few, more are asked for. */
  async #upToBatch(first: PullAnswer): Promise<PullAnswer | undefined> {
    const wanted = new Map<string, ViewDocument>();
    for (let answer: PullAnswer | undefined = first; answer; answer = await this.#askUntilAnswered(answer.checkpoint)) {
      for (const document of answer.documents) {
        wanted.delete(document.id);
        if (this.#wants(document)) wanted.set(document.id, document);
      }
      if (answer.remaining === 0 || wanted.size >= this.#limit) return { ...answer, documents: [...wanted.values()] };
    }
    return undefined;
  }

  async #askUntilAnswered(at: Checkpoint | undefined): Promise<PullAnswer | undefined> {
    while (!this.#stopped) {
      this.#movedSince = false;
      const answer = await this.#ask(at);
      if (this.#stopped) return undefined;
      if (answer === 'checkpoint-unknown') {
        this.#options.stale('the server does not know the checkpoint');
        return undefined;
      }
      if (answer) {
        this.#failures = 0;
        return answer;
      }
      await this.#backOff();
    }
    return undefined;
  }

  async #ask(at: Checkpoint | undefined): Promise<PullAnswer | 'checkpoint-unknown' | undefined> {
    const { feed, ask, program } = this.#options;
    const query = new URLSearchParams({ limit: String(this.#limit) });
    if (at) {
      query.set('position', String(at.position));
      query.set('nonce', at.nonce);
    }
    const deadline = new AbortController();
    const done = program.after(DEADLINE_MS, () => deadline.abort());
    try {
      const response = await ask(`/feeds/${feed}?${query}`, deadline.signal);
      const body: unknown = await response.json();
      const answer = parse(PullAnswer, body);
      if (response.status === 200 && answer.ok) return answer.value;
      const problem = parse(Problem, body);
      return response.status === 409 && problem.ok && problem.value.code === 'checkpoint-unknown'
        ? 'checkpoint-unknown'
        : undefined;
    } catch {
      return undefined;
    } finally {
      done();
    }
  }

  /** Documents first; the checkpoint after them, while the next request is under way already. */
  async #write({ documents, checkpoint: { position, nonce } }: PullAnswer): Promise<void> {
    const { feed, disk, program, world, random } = this.#options;
    const top = documents.reduce((most, document) => Math.max(most, document.position), this.#top);
    this.#checkpoint = { position, nonce, top };
    const checkpoint = this.#checkpoint;
    await program.wait(random.delayMs(20));
    if (documents.length > 0) {
      disk.writeDocuments(feed, world.elapsedMs, documents);
      this.#took(documents);
    }
    this.#checkpointWritten = this.#checkpointWritten.then(() => program.wait(random.delayMs(20)));
    program.start(async () => {
      await this.#checkpointWritten;
      disk.writeCheckpoint(feed, world.elapsedMs, checkpoint);
    });
  }

  #wants(document: ViewDocument): boolean {
    if ((this.#positions.get(document.id) ?? -1) >= document.position) return false;
    if (!document._deleted || this.#live.has(document.id)) return true;
    this.#positions.set(document.id, document.position);
    return false;
  }

  #took(documents: readonly ViewDocument[]): void {
    for (const { id, position, _deleted } of documents) {
      this.#positions.set(id, position);
      if (_deleted) this.#live.delete(id);
      else this.#live.add(id);
      this.#top = Math.max(this.#top, position);
    }
    if (documents.length > 0) this.#options.took(documents);
  }

  /** Waits longer after each failure in a row, up to 15 s, or until something wakes it. */
  #backOff(): Promise<void> {
    const { program, random } = this.#options;
    const ceilingMs = Math.min(15_000, 500 * 2 ** Math.min(this.#failures++, 10));
    return new Promise((resolve) => {
      const cancel = program.after(ceilingMs * (0.5 + random.fraction() / 2), resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

function checkpointOf({ position, nonce }: KeptCheckpoint): Checkpoint {
  return { position, nonce };
}
