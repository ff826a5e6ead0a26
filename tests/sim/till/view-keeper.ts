import type { ViewDocument } from '#contracts/views/documents.ts';
import type { OwnFact } from '#domain/stock/position.ts';
import type { FeedName } from '#renderer/store/feeds/request-feed.ts';
import {
  firstPointer,
  plannedPointer,
  renewedPointer,
  switchedPointer,
} from '#renderer/store/worker/generation-plan.ts';
import type { GenerationPointer, Settled } from '#renderer/store/worker/generation-pointers.ts';
import type { OwnFacts } from '#renderer/store/worker/views-api.ts';
import type { Process } from '#tests/sim/kernel/process.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import { CopyDisk } from './copy-disk.ts';
import type { AskServer } from './feed-puller.ts';
import { ViewCopy } from './view-copy.ts';

/** What outlives the window: the pointer (written strictly) and the copies (relaxed). */
export interface ViewsDisk {
  pointer: GenerationPointer | undefined;
  copies: Map<number, CopyDisk>;
}

export interface ViewKeeperOptions {
  journalId: string;
  disk: ViewsDisk;
  program: Process;
  world: World;
  random: Random;
  ask: AskServer;
  ownFacts(afterSeq: number): Promise<OwnFacts>;
  /** A pull of the store's feed has ended with nothing remaining. */
  pulled(copy: ViewCopy): void;
  wrapDocument?: (document: ViewDocument) => ViewDocument;
}

const VERSION = 1;
const NOTE_EVERY_MS = 10_000;
const RENEW_MS = 2_000;

/** Serves one copy and renews it beside, step by step as `renderer/store/worker/generation-keeper.ts` does. */
export class ViewKeeper {
  readonly #options: ViewKeeperOptions;
  #pointer: GenerationPointer;
  #active: ViewCopy;
  #next: ViewCopy | null = null;
  #turns: Promise<void>;
  #notedAtMs = Number.NEGATIVE_INFINITY;
  #renewedInVain = 0;
  /** How many pulls of each feed have ended with nothing remaining. */
  readonly pulls: Record<FeedName, number> = { chain: 0, store: 0 };

  constructor(options: ViewKeeperOptions) {
    this.#options = options;
    const stored = options.disk.pointer;
    this.#pointer = stored ? plannedPointer(stored, VERSION) : firstPointer(options.journalId, VERSION);
    options.disk.pointer = this.#pointer;
    this.#active = this.#open(this.#pointer.active);
    if (this.#pointer.next) this.#next = this.#open(this.#pointer.next);
    this.#turns = Promise.resolve();
    options.program.start(() => this.#count(this.#active));
    this.#pulling.resync();
  }

  /** The copy that answers. */
  get active(): ViewCopy {
    return this.#active;
  }

  get isRenewing(): boolean {
    return this.#next !== null;
  }

  get #pulling(): ViewCopy {
    return this.#next ?? this.#active;
  }

  addOwn(facts: readonly OwnFact[]): void {
    this.#next?.own.add(facts);
    this.#active.own.add(facts);
  }

  resync(feed?: FeedName): void {
    this.#pulling.resync(feed);
  }

  #open({ number, settled }: { number: number; settled?: Settled | null }): ViewCopy {
    const { journalId, disk, program, world, random, ask, wrapDocument } = this.#options;
    const copyDisk = disk.copies.get(number) ?? new CopyDisk();
    disk.copies.set(number, copyDisk);
    const copy: ViewCopy = new ViewCopy({
      journalId,
      disk: copyDisk,
      settled: settled ?? null,
      program,
      world,
      random,
      ask,
      wrapDocument,
      pulled: (feed) => {
        this.pulls[feed] += 1;
        if (feed === 'store') this.#options.pulled(copy);
      },
      complete: () => this.#complete(copy),
      stale: (reason) => this.#inTurn(() => this.#renew(copy, reason)),
    });
    return copy;
  }

  #complete(copy: ViewCopy): void {
    const { world } = this.#options;
    const { completeAt } = this.#pointer.active;
    if (copy === this.#next) this.#inTurn(() => this.#switch(copy));
    else if (completeAt === null || world.elapsedMs - this.#notedAtMs >= NOTE_EVERY_MS) {
      this.#notedAtMs = world.elapsedMs;
      this.#inTurn(() => this.#note(copy));
    }
  }

  async #note(copy: ViewCopy): Promise<void> {
    if (copy !== this.#active || this.#pointer.next) return;
    const completeAt = this.#options.world.instant;
    const settled = copy.settle();
    await this.#point({ ...this.#pointer, active: { ...this.#pointer.active, completeAt, settled } });
  }

  async #renew(stale: ViewCopy, reason: string): Promise<void> {
    if (stale !== this.#pulling) return;
    const { program } = this.#options;
    program.note(`pulls its views anew: ${reason}`);
    stale.freeze();
    const pointer = renewedPointer(this.#pointer, VERSION);
    await this.#point(pointer);
    this.#next = this.#open(pointer.next ?? pointer.active);
    if (this.#renewedInVain++ > 0) await program.wait(RENEW_MS);
    this.#next.resync();
    this.#tidy();
  }

  async #switch(copy: ViewCopy): Promise<void> {
    if (copy !== this.#next) return;
    const { program, world } = this.#options;
    await this.#count(copy);
    await program.wait(5);
    copy.disk.seal();
    await this.#point(switchedPointer(this.#pointer, world.instant));
    program.note(`answers from copy ${this.#pointer.active.number}`);
    this.#active.freeze();
    this.#active = copy;
    this.#next = null;
    this.#renewedInVain = 0;
    this.#tidy();
  }

  async #count(copy: ViewCopy): Promise<void> {
    const { facts, through } = await this.#options.ownFacts(copy.own.through);
    copy.own.add(facts, through);
    copy.index.stock.begin(copy.own);
  }

  async #point(pointer: GenerationPointer): Promise<void> {
    const { program, random, disk } = this.#options;
    await program.wait(random.delayMs(10));
    disk.pointer = pointer;
    this.#pointer = pointer;
  }

  #tidy(): void {
    const { copies } = this.#options.disk;
    const keep = [this.#pointer.active.number, this.#pointer.next?.number];
    for (const number of copies.keys()) if (!keep.includes(number)) copies.delete(number);
  }

  /** One change of copies after the other. */
  #inTurn(change: () => Promise<void>): void {
    this.#turns = this.#turns.then(change);
    this.#options.program.start(() => this.#turns);
  }
}
