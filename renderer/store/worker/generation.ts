import type { RxDatabase } from 'rxdb/plugins/core';
import type { ViewDocument } from '#contracts/views/documents.ts';
import { openDatabase } from '#renderer/store/database/open-database.ts';
import { PatientStorage } from '#renderer/store/database/patient-storage.ts';
import { VIEW_COLLECTION, type ViewCollection } from '#renderer/store/database/view-collection.ts';
import { FeedCopy } from '#renderer/store/feeds/feed-copy.ts';
import { type FeedProgress, FeedReplication } from '#renderer/store/feeds/feed-replication.ts';
import type { FeedName, RequestFeed } from '#renderer/store/feeds/request-feed.ts';
import { OwnMovements } from '#renderer/store/views/own-movements.ts';
import { ViewIndex } from '#renderer/store/views/view-index.ts';
import type { Settled } from './generation-pointers.ts';

export interface GenerationOptions {
  databaseName: string;
  journalId: string;
  /** Up to where own facts need not be read again, if the copy on disk is what it was then. */
  settled: Settled | null;
  /** ISO 8601, UTC. */
  now: () => string;
  /** Variants whose name, price or stock differs. */
  changed: (variantIds: readonly string[]) => void;
  parkedChanged: () => void;
  countsChanged: () => void;
  fulfilmentsChanged: () => void;
  saleStopsChanged: () => void;
  groupPricingChanged: () => void;
  /** A write to the disk failed and will be tried again; `null` when one succeeds. */
  writeFailed: (error: unknown) => void;
}

export interface PullOptions {
  request: RequestFeed;
  now: () => string;
  /** The copy can't be brought up to date; another must be pulled beside it. */
  stale: (reason: string) => void;
  progressed: () => void;
}

interface Collections {
  chain: ViewCollection;
  store: ViewCollection;
}

interface Parts {
  options: GenerationOptions;
  database: RxDatabase<Collections>;
  closing: AbortController;
  index: ViewIndex;
  copies: Record<FeedName, FeedCopy>;
}

/** One copy of the shop's views: a database on disk, its index in memory and, once it pulls, its replications. */
export class Generation {
  readonly index: ViewIndex;
  /** Own facts, added as they are read; they count once `index.stock.begin` has them. */
  readonly own = new OwnMovements();
  readonly #parts: Parts;
  #replications: readonly FeedReplication[] = [];

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.index = parts.index;
  }

  /** Opens the copy on disk, or begins one. It answers from what `load` has read so far. */
  static async open(options: GenerationOptions): Promise<Generation> {
    const closing = new AbortController();
    const storage = new PatientStorage(closing.signal, options.writeFailed);
    const database = await openDatabase<Collections>(options.databaseName, storage);
    try {
      await database.addCollections({ chain: VIEW_COLLECTION, store: VIEW_COLLECTION });
      const index = new ViewIndex(options.journalId, options.now);
      const take = (documents: readonly ViewDocument[]) => {
        const changed = new Set(documents.flatMap((document) => index.apply(document)));
        if (changed.size > 0) options.changed([...changed]);
        if (documents.some(({ kind }) => kind === 'parked-cart' || kind === 'watermark')) options.parkedChanged();
        if (documents.some(({ kind }) => kind === 'count-plan')) options.countsChanged();
        if (documents.some(({ kind }) => kind === 'fulfilment')) options.fulfilmentsChanged();
        if (documents.some(({ kind }) => kind === 'sale-stop')) options.saleStopsChanged();
        if (documents.some(({ kind }) => kind === 'price-list' || kind === 'customer-group'))
          options.groupPricingChanged();
      };
      const { chain, store } = database.collections;
      const copies = { chain: new FeedCopy(chain, take), store: new FeedCopy(store, take) };
      return new Generation({ options, database, closing, index, copies });
    } catch (error) {
      closing.abort();
      await database.close();
      throw error;
    }
  }

  /** Reads what is on disk into memory, piece by piece: a product once its price is there. Must have ended before `pull`. */
  async load(piece: () => void = () => undefined): Promise<void> {
    const { copies, options } = this.#parts;
    await copies.store.load(piece);
    await copies.chain.load(piece);
    const { settled } = options;
    if (settled && settled.top <= copies.store.top) this.own.add([], settled.seq);
  }

  get databaseName(): string {
    return this.#parts.options.databaseName;
  }

  /** Begins to follow the server. */
  pull(options: PullOptions): void {
    const { copies } = this.#parts;
    this.#replications = (['chain', 'store'] as const).map(
      (feed) => new FeedReplication({ feed, copy: copies[feed], ...options }),
    );
  }

  /** Asks the server for news of both feeds, or of one. */
  resync(feed?: FeedName): void {
    for (const replication of this.#replications)
      if (feed === undefined || replication.feed === feed) replication.resync();
  }

  /** Of both feeds together: complete since the one that was complete first; a fault where either has one. */
  progress(): FeedProgress {
    const feeds = this.#replications.map((replication) => replication.progress);
    const completeAt = feeds.map((feed) => feed.completeAt).filter((at) => at !== null);
    const remaining = feeds.map((feed) => feed.remaining).filter((count) => count !== null);
    return {
      completeAt: feeds.length > 0 && completeAt.length === feeds.length ? (completeAt.sort()[0] ?? null) : null,
      remaining: remaining.length === 0 ? null : remaining.reduce((sum, count) => sum + count, 0),
      fault: feeds.find((feed) => feed.fault !== null)?.fault ?? null,
    };
  }

  /** Lets own facts go that all documents count, and says up to where that is so. */
  settle(): Settled {
    this.index.stock.letGo();
    return { seq: this.own.settledThrough(), top: this.#parts.copies.store.top };
  }

  /** Stops following the server; what is here goes on to be served. */
  async freeze(): Promise<void> {
    const replications = this.#replications;
    this.#replications = [];
    await Promise.all(replications.map((replication) => replication.stop()));
  }

  async close(): Promise<void> {
    const { closing, copies, database } = this.#parts;
    closing.abort();
    copies.chain.close();
    copies.store.close();
    await this.freeze();
    await database.close();
  }
}
