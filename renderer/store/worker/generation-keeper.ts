import type { OwnFact } from '#domain/stock/position.ts';
import { removeDatabases, sealDatabase } from '#renderer/store/database/databases-on-disk.ts';
import { BackOff } from '#renderer/store/feeds/back-off.ts';
import type { FeedName, RequestFeed } from '#renderer/store/feeds/request-feed.ts';
import { isStorageFull } from '#renderer/store/store-error.ts';
import type { Progress } from '#renderer/store/till-store.ts';
import { Generation } from './generation.ts';
import {
  databaseNameOf,
  firstPointer,
  plannedPointer,
  renewedPointer,
  replacedPointer,
  switchedPointer,
  VIEWS_PREFIX,
} from './generation-plan.ts';
import { type GenerationPointer, GenerationPointers, type Settled } from './generation-pointers.ts';
import { Loading } from './loading.ts';
import { Turns } from './turns.ts';
import type { OwnFacts } from './views-api.ts';

export interface KeeperOptions {
  journalId: string;
  /** Version of the view documents that this program reads. */
  version: number;
  request: RequestFeed;
  /** ISO 8601, UTC. */
  now: () => string;
  ownFacts: (afterSeq: number) => Promise<OwnFacts>;
  changed: (variantIds: Iterable<string> | null) => void;
  parkedChanged: () => void;
  countsChanged: () => void;
  fulfilmentsChanged: () => void;
  saleStopsChanged: () => void;
  groupPricingChanged: () => void;
  progressed: () => void;
}

interface Copy {
  version: number;
  number: number;
  settled?: Settled | null;
}

/** How often at most the pointer is written just to say that the till is up to date. */
const NOTE_EVERY_MS = 10_000;

/**
 * Serves one copy of the views and keeps it up to date. When it can't be any more, a new copy is pulled beside it and takes
 * its place once complete, over restarts too; the old one is removed only then.
 */
export class GenerationKeeper {
  readonly #options: KeeperOptions;
  readonly #pointers = new GenerationPointers();
  readonly #closing = new AbortController();
  /** Renewing, switching and noting happen one after the other. */
  readonly #turns = new Turns(this.#closing.signal);
  readonly #renewals = new BackOff();
  #pointer: GenerationPointer;
  #opened: { active: Generation; next: Generation | null } | undefined;
  #renewedInVain = 0;
  readonly loading = new Loading();
  #notedAt = 0;
  #fault: Progress['fault'] = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#pointer = firstPointer(options.journalId, options.version);
  }

  /** Opens what is on disk. Rejects when the disk can't be used at all. */
  async open(): Promise<void> {
    const { journalId, version } = this.#options;
    const stored = await this.#pointers.load(journalId);
    await this.#point(stored ? plannedPointer(stored, version) : this.#pointer);
    this.#opened = { active: await this.#openActive(), next: null };
    void this.#begin();
  }

  /** The copy that answers. */
  get active(): Generation {
    if (!this.#opened) throw new Error('the views are not open');
    return this.#opened.active;
  }

  progress(): Progress {
    const { active, next } = this.#pointer;
    const pulled = this.#pulling?.progress();
    const completeAt = next ? active.completeAt : (pulled?.completeAt ?? active.completeAt);
    return {
      state: completeAt === null ? 'first' : next ? 'renewing' : 'complete',
      products: this.#opened?.active.index.catalogue.size ?? 0,
      about: (completeAt === null && this.#opened?.active.index.catalogue.about) || undefined,
      remaining: pulled?.remaining ?? null,
      asOf: completeAt,
      fault: this.#fault,
    };
  }

  /** Counts own facts in every copy there is. */
  addOwn(facts: readonly OwnFact[]): void {
    this.#opened?.next?.own.add(facts);
    const moved = this.#opened?.active.own.add(facts);
    if (moved) this.#options.changed(moved);
  }

  resync(feed?: FeedName): void {
    this.#pulling?.resync(feed);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#opened?.active.close(), this.#opened?.next?.close()]);
    this.#pointers.close();
  }

  get #pulling(): Generation | undefined {
    return this.#opened && (this.#opened.next ?? this.#opened.active);
  }

  /** Reads what is on disk, then begins to follow the server. */
  async #begin(): Promise<void> {
    const active = await this.#loadActive();
    this.loading.end();
    if (!active || !this.#opened) return;
    void this.#count(active);
    void this.#turns.take(async () => {
      if (!this.#opened) return;
      const next = this.#pointer.next && (await this.#openNext(this.#pointer.next));
      this.#opened = { active, next };
      this.#pull(next ?? active);
      await this.#tidy();
    });
  }

  async #openActive(): Promise<Generation> {
    try {
      return await this.#openCopy(this.#pointer.active);
    } catch (error) {
      return this.#replaceActive(error);
    }
  }

  async #loadActive(): Promise<Generation | undefined> {
    const { active } = this;
    try {
      await active.load(() => this.loading.piece());
      return active;
    } catch (error) {
      if (this.#closing.signal.aborted) return undefined;
      await active.close();
      this.#opened = { active: await this.#replaceActive(error), next: null };
      return this.#opened.active;
    }
  }

  /** A copy that can't be read is given up for an empty one. */
  async #replaceActive(error: unknown): Promise<Generation> {
    console.error('the copy of the views cannot be read and is pulled anew', error);
    await this.#point(replacedPointer(this.#pointer, this.#options.version));
    return this.#openCopy(this.#pointer.active);
  }

  /** The copy on its way, or an empty one where it can't be read. */
  async #openNext(copy: Copy): Promise<Generation> {
    try {
      const next = await this.#openCopy(copy);
      await next.load();
      return next;
    } catch (error) {
      console.error('the copy of the views on its way cannot be read and is pulled anew', error);
      const pointer = renewedPointer(this.#pointer, this.#options.version);
      await this.#point(pointer);
      return this.#openCopy(pointer.next ?? copy);
    }
  }

  #openCopy(copy: Copy): Promise<Generation> {
    const { journalId, changed, parkedChanged, countsChanged, fulfilmentsChanged, saleStopsChanged } = this.#options;
    const { groupPricingChanged, progressed } = this.#options;
    const databaseName = databaseNameOf(journalId, copy);
    return Generation.open({
      databaseName,
      journalId,
      settled: copy.settled ?? null,
      now: this.#options.now,
      changed: (variantIds) => {
        if (this.#opened?.active.databaseName === databaseName) changed(variantIds);
      },
      parkedChanged: () => {
        if (this.#opened?.active.databaseName === databaseName) parkedChanged();
      },
      countsChanged: () => {
        if (this.#opened?.active.databaseName === databaseName) countsChanged();
      },
      fulfilmentsChanged: () => {
        if (this.#opened?.active.databaseName === databaseName) fulfilmentsChanged();
      },
      saleStopsChanged: () => {
        if (this.#opened?.active.databaseName === databaseName) saleStopsChanged();
      },
      groupPricingChanged: () => {
        if (this.#opened?.active.databaseName === databaseName) groupPricingChanged();
      },
      writeFailed: (error) => {
        this.#fault = error === null ? null : isStorageFull(error) ? 'storage-full' : 'storage-unusable';
        progressed();
      },
    });
  }

  #pull(generation: Generation): void {
    const { request, now } = this.#options;
    generation.pull({
      request,
      now,
      stale: (reason) => void this.#turns.take(() => this.#renew(generation, reason)),
      progressed: () => this.#progressed(generation),
    });
  }

  #progressed(generation: Generation): void {
    const { completeAt } = generation.progress();
    if (completeAt !== null && generation === this.#opened?.next) {
      void this.#turns.take(() => this.#switch(generation, completeAt));
    } else if (completeAt !== null && this.#mayNote()) {
      this.#notedAt = Date.parse(this.#options.now());
      void this.#turns.take(() => this.#note(generation, completeAt));
    }
    this.#options.progressed();
  }

  #mayNote(): boolean {
    const { now } = this.#options;
    return this.#pointer.active.completeAt === null || Date.parse(now()) - this.#notedAt >= NOTE_EVERY_MS;
  }

  /** Writes down how far the active copy has come. */
  async #note(generation: Generation, completeAt: string): Promise<void> {
    if (generation !== this.#opened?.active || this.#pointer.next) return;
    const settled = generation.settle();
    await this.#point({ ...this.#pointer, active: { ...this.#pointer.active, completeAt, settled } });
  }

  /** Pulls a new copy beside the active one, in place of one that was on its way. */
  async #renew(stale: Generation, reason: string): Promise<void> {
    if (!this.#opened || stale !== this.#pulling) return;
    console.warn(`the views are pulled anew: ${reason}`);
    await stale.freeze();
    const { active, next } = this.#opened;
    const pointer = renewedPointer(this.#pointer, this.#options.version);
    await this.#point(pointer);
    const renewed = await this.#openCopy(pointer.next ?? pointer.active);
    this.#opened = { active, next: renewed };
    await next?.close();
    this.#options.progressed();
    if (this.#renewedInVain++ > 0) await this.#renewals.failed(this.#closing.signal);
    if (!this.#closing.signal.aborted) this.#pull(renewed);
    await this.#tidy();
  }

  /** Puts the complete copy in the active one's place, which is given up only when the new one is safely on the disk. */
  async #switch(generation: Generation, completeAt: string): Promise<void> {
    if (!this.#opened || generation !== this.#opened.next) return;
    await this.#count(generation);
    await sealDatabase(generation.databaseName);
    if (this.#closing.signal.aborted) return;
    await this.#point(switchedPointer(this.#pointer, completeAt));
    const old = this.#opened.active;
    this.#opened = { active: generation, next: null };
    this.#renewedInVain = 0;
    this.#renewals.succeeded();
    this.#options.changed(null);
    this.#options.parkedChanged();
    this.#options.countsChanged();
    this.#options.saleStopsChanged();
    this.#options.groupPricingChanged();
    this.#options.progressed();
    await old.close();
    await this.#tidy();
  }

  /** From here on the copy shows stock: its documents' figures with this till's own facts on top. */
  async #count(generation: Generation): Promise<void> {
    await this.#turns.untilDone(async () => {
      const { facts, through } = await this.#options.ownFacts(generation.own.through);
      generation.own.add(facts, through);
      generation.index.stock.begin(generation.own);
    });
    if (generation === this.#opened?.active) this.#options.changed(null);
  }

  async #point(pointer: GenerationPointer): Promise<void> {
    await this.#pointers.save(pointer);
    this.#pointer = pointer;
  }

  /** Removes every copy that is not pointed to, other journals' too: what they hold is the server's or in the host's journal. */
  async #tidy(): Promise<void> {
    const { journalId } = this.#options;
    const { active, next } = this.#pointer;
    const keep = new Set([active, ...(next ? [next] : [])].map((copy) => databaseNameOf(journalId, copy)));
    await removeDatabases(VIEWS_PREFIX, keep);
    await this.#pointers.keepOnly(journalId);
  }
}
