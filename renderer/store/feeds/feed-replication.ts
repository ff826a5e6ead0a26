import type { ReplicationPullHandlerResult } from 'rxdb/plugins/core';
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { Subject } from 'rxjs';
import { type Checkpoint, PULL_LIMIT_MAX, type PullAnswer } from '#contracts/http/api.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { StoredView } from '#renderer/store/database/view-collection.ts';
import { BackOff } from './back-off.ts';
import type { FeedCopy } from './feed-copy.ts';
import type { FeedName, RequestFeed } from './request-feed.ts';

/** What RxDB is told: fewer documents than this mean that there are no more. Of big pages, one write's worth. */
const BATCH = 8;
/** Small documents are asked for in larger numbers, so that a request brings about this much. */
const WANTED_CHARACTERS = 600_000;

/** A checkpoint as kept by RxDB, beside the documents in a database of its own. */
interface KeptCheckpoint extends Checkpoint {
  /** The highest position on disk when it was written. A copy that has less has lost its last writes with the power. */
  top: number;
}

type Pulled = ReplicationPullHandlerResult<StoredView, KeptCheckpoint>;

export interface FeedProgress {
  /** When the server last said that there is no more, and all of it was on disk. */
  completeAt: string | null;
  /** Documents still to come, when the server has said. */
  remaining: number | null;
  /** Why nothing is coming, while nothing is. */
  fault: string | null;
}

export interface FeedReplicationOptions {
  feed: FeedName;
  copy: FeedCopy;
  request: RequestFeed;
  now: () => string;
  /** The copy can't be brought up to date: the server doesn't know its checkpoint, or it has lost documents. */
  stale: (reason: string) => void;
  progressed: () => void;
}

/** Keeps one feed's copy up to date: RxDB's pull replication over one feed. Being offline is waiting, never an error. */
export class FeedReplication {
  readonly feed: FeedName;
  readonly progress: FeedProgress = { completeAt: null, remaining: null, fault: null };
  readonly #options: FeedReplicationOptions;
  readonly #stopped = new AbortController();
  readonly #backOff = new BackOff();
  readonly #resync = new Subject<'RESYNC'>();
  readonly #replication: RxReplicationState<StoredView, KeptCheckpoint>;
  #limit = BATCH;
  #handedOut: readonly ViewDocument[] = [];
  /** Nothing was pulled since the copy was opened. */
  #isFirst = true;
  /** A pull is under way, so that a resync has to wait for its end. */
  #pulling = true;
  /** The feed moved after the latest request had been sent. */
  #movedSince = false;

  constructor(options: FeedReplicationOptions) {
    this.feed = options.feed;
    this.#options = options;
    this.#replication = replicateRxCollection<StoredView, KeptCheckpoint>({
      replicationIdentifier: options.feed,
      collection: options.copy.collection,
      waitForLeadership: false,
      toggleOnDocumentVisible: false,
      pull: { batchSize: BATCH, handler: (checkpoint) => this.#pull(checkpoint), stream$: this.#resync },
    });
  }

  /** Asks the server for news; while a pull is under way, when that has ended. Also ends a wait for the network. */
  resync(): void {
    this.#movedSince = true;
    if (this.#pulling) this.#backOff.wake();
    else this.#begin();
  }

  /** Ends pulling; what has arrived is written first. Resolves when nothing of it reads or writes any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#settled();
    await this.#replication.cancel();
    await this.#settled();
  }

  /** Resolves when RxDB has written what it was given, then its checkpoint. */
  async #settled(): Promise<void> {
    const running = this.#replication.internalReplicationState;
    await running?.streamQueue.down;
    await running?.checkpointQueue;
  }

  #begin(): void {
    this.#pulling = true;
    this.#resync.next('RESYNC');
  }

  /** RxDB's pull handler. Fewer documents than `BATCH` tell RxDB that there are no more for now. */
  async #pull(kept: KeptCheckpoint | undefined): Promise<Pulled> {
    const { copy, stale } = this.#options;
    this.#pulling = true;
    // The next request is under way while the last documents are written. Without waiting for those, RxDB would gather
    // pages in memory and write them in one go, for seconds.
    const [asked] = await Promise.all([this.#ask(kept && checkpointOf(kept)), copy.untilHeld(this.#handedOut)]);
    if (!asked) return { documents: [], checkpoint: kept };
    if (this.#isTorn(kept)) {
      stale(`the copy ends at ${copy.top}, its checkpoint at ${kept?.top ?? 0}`);
      return { documents: [], checkpoint: kept };
    }
    const pulled = await this.#upToBatch(asked);
    if (!pulled) return { documents: [], checkpoint: kept };
    this.#handedOut = pulled.documents;
    const top = pulled.documents.reduce((most, { position }) => Math.max(most, position), copy.top);
    if (pulled.remaining === 0) void this.#ended(pulled.documents);
    return { documents: pulled.documents, checkpoint: { ...pulled.checkpoint, top } };
  }

  /**
   * Whether documents or checkpoint, which are written one after the other, were lost on the way to the disk. Documents ahead
   * of the checkpoint may be of a history that a restored server doesn't have; whether they are, nothing here can tell. After
   * the first request RxDB may hand in a checkpoint that merely lags.
   */
  #isTorn(kept: KeptCheckpoint | undefined): boolean {
    const { copy } = this.#options;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const top = kept?.top ?? 0;
    return top > copy.top || (isFirst && top < copy.top);
  }

  /**
   * Only documents that the copy doesn't hold yet, each as it came last; where that leaves too few, more are asked for. What is
   * withdrawn between two answers was never here.
   */
  async #upToBatch(first: PullAnswer): Promise<PullAnswer | undefined> {
    const wanted = new Map<string, ViewDocument>();
    for (let answer: PullAnswer | undefined = first; answer; answer = await this.#ask(answer.checkpoint)) {
      for (const document of answer.documents) {
        wanted.delete(document.id);
        if (this.#options.copy.wants(document)) wanted.set(document.id, document);
      }
      if (answer.remaining === 0 || wanted.size >= BATCH) return { ...answer, documents: [...wanted.values()] };
    }
    return undefined;
  }

  /** Asks until there is an answer. */
  async #ask(at: Checkpoint | undefined): Promise<PullAnswer | undefined> {
    const { feed, request, stale } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#movedSince = false;
      const answered = await request(feed, at, this.#limit, signal);
      if (signal.aborted) return undefined;
      if (answered.ok && (answered.answer.documents.length > 0 || answered.answer.remaining === 0)) {
        this.#backOff.succeeded();
        this.#limit = limitAfter(answered.answer.documents) ?? this.#limit;
        this.#report({ fault: null, remaining: answered.answer.remaining });
        return answered.answer;
      }
      if (!answered.ok && answered.reason === 'checkpoint-unknown') {
        stale('the server does not know the checkpoint');
        return undefined;
      }
      this.#report({ fault: answered.ok ? 'an answer without documents' : answered.detail });
      await this.#backOff.failed(signal);
    }
    return undefined;
  }

  async #ended(last: readonly ViewDocument[]): Promise<void> {
    const { copy, now } = this.#options;
    const at = now();
    await copy.untilHeld(last);
    await this.#settled();
    if (this.#stopped.signal.aborted) return;
    this.#pulling = false;
    this.#report({ completeAt: at });
    if (this.#movedSince) this.#begin();
  }

  #report(change: Partial<FeedProgress>): void {
    Object.assign(this.progress, change);
    this.#options.progressed();
  }
}

function checkpointOf({ position, nonce }: KeptCheckpoint): Checkpoint {
  return { position, nonce };
}

/** How many documents like these one request should bring; undefined when there are none to tell by. */
function limitAfter(documents: readonly ViewDocument[]): number | undefined {
  if (documents.length === 0) return undefined;
  const characters = documents.reduce((sum, { data }) => sum + data.length, 0);
  const fitting = Math.floor((WANTED_CHARACTERS * documents.length) / Math.max(1, characters));
  return Math.min(PULL_LIMIT_MAX, Math.max(BATCH, fitting));
}
