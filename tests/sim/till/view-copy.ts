import type { Checkpoint } from '#contracts/http/api.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { FeedName } from '#renderer/store/feeds/request-feed.ts';
import { OwnMovements } from '#renderer/store/views/own-movements.ts';
import { ViewIndex } from '#renderer/store/views/view-index.ts';
import type { Settled } from '#renderer/store/worker/generation-pointers.ts';
import type { CopyDisk } from './copy-disk.ts';
import { FeedPuller, type FeedPullerOptions } from './feed-puller.ts';

export interface ViewCopyOptions extends Omit<FeedPullerOptions, 'feed' | 'took' | 'complete'> {
  journalId: string;
  settled: Settled | null;
  /** A pull of a feed has ended with nothing remaining. */
  pulled(feed: FeedName): void;
  complete(): void;
  /** What a test puts in a document's place before it is read. */
  wrapDocument?: (document: ViewDocument) => ViewDocument;
}

/** One copy of the views as `renderer/store/worker/generation.ts` keeps it: the real indexes, fed from a disk in memory. */
export class ViewCopy {
  readonly index: ViewIndex;
  readonly own: OwnMovements;
  readonly disk: CopyDisk;
  /** What is on the disk and in the index, by id. */
  readonly documents = new Map<string, ViewDocument>();
  /** The same, as each was before it was withdrawn. */
  readonly lastLive = new Map<string, ViewDocument>();
  /** How many documents were taken. */
  applied = 0;
  readonly #pullers: Record<FeedName, FeedPuller>;
  readonly #complete = new Set<FeedName>();

  constructor(options: ViewCopyOptions) {
    const { journalId, settled, disk, wrapDocument = same } = options;
    this.disk = disk;
    this.index = new ViewIndex(journalId, () => options.world.instant);
    const puller = (feed: FeedName) =>
      new FeedPuller({
        ...options,
        feed,
        took: (documents) => {
          for (const document of documents) {
            this.applied += 1;
            this.documents.set(document.id, document);
            if (!document._deleted) this.lastLive.set(document.id, document);
            this.index.apply(wrapDocument(document));
          }
        },
        complete: () => {
          this.#complete.add(feed);
          options.pulled(feed);
          if (this.#complete.size === 2) options.complete();
        },
      });
    this.#pullers = { chain: puller('chain'), store: puller('store') };
    this.own = new OwnMovements();
    if (settled && settled.top <= this.#pullers.store.top) this.own.add([], settled.seq);
  }

  /** Up to where the copy has everything of the store's feed. */
  get checkpoint(): Checkpoint | undefined {
    return this.#pullers.store.checkpoint;
  }

  resync(feed?: FeedName): void {
    if (feed !== 'chain') this.#pullers.store.resync();
    if (feed !== 'store') this.#pullers.chain.resync();
  }

  freeze(): void {
    this.#pullers.chain.stop();
    this.#pullers.store.stop();
  }

  settle(): Settled {
    this.index.stock.letGo();
    return { seq: this.own.settledThrough(), top: this.#pullers.store.top };
  }
}

function same(document: ViewDocument): ViewDocument {
  return document;
}
