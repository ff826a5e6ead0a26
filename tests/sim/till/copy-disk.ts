import type { Checkpoint } from '#contracts/http/api.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { FeedName } from '#renderer/store/feeds/request-feed.ts';
import type { Random } from '#tests/sim/kernel/random.ts';

/** A checkpoint as the till keeps it, with the highest position on disk when it was written. */
export interface KeptCheckpoint extends Checkpoint {
  top: number;
}

/** Writes in order; those of the last moments may be lost with the power. */
class RelaxedLog<T> {
  #writes: { atMs: number; value: T }[] = [];
  #sealed = 0;

  write(atMs: number, value: T): void {
    this.#writes.push({ atMs, value });
  }

  all(): T[] {
    return this.#writes.map(({ value }) => value);
  }

  seal(): void {
    this.#sealed = this.#writes.length;
  }

  losePower(nowMs: number, random: Random): void {
    const flushed = this.#writes.filter(({ atMs }) => atMs < nowMs - FLUSHED_MS).length;
    const safe = Math.max(this.#sealed, flushed);
    this.#writes.length = random.int(Math.min(safe, this.#writes.length), this.#writes.length);
  }
}

/** How long the system may keep a relaxed write in memory. */
const FLUSHED_MS = 30_000;

interface FeedDisk {
  documents: RelaxedLog<readonly ViewDocument[]>;
  checkpoints: RelaxedLog<KeptCheckpoint>;
}

/** One copy of the views on a till's disk: for each feed two databases, its documents and its checkpoint, both relaxed. */
export class CopyDisk {
  readonly #feeds: Record<FeedName, FeedDisk> = {
    chain: { documents: new RelaxedLog(), checkpoints: new RelaxedLog() },
    store: { documents: new RelaxedLog(), checkpoints: new RelaxedLog() },
  };

  writeDocuments(feed: FeedName, nowMs: number, documents: readonly ViewDocument[]): void {
    this.#feeds[feed].documents.write(nowMs, documents);
  }

  writeCheckpoint(feed: FeedName, nowMs: number, checkpoint: KeptCheckpoint): void {
    this.#feeds[feed].checkpoints.write(nowMs, checkpoint);
  }

  /** The documents, each as it was written last, tombstones among them. */
  documents(feed: FeedName): Map<string, ViewDocument> {
    return new Map(
      this.#feeds[feed].documents.all().flatMap((batch) => batch.map((document) => [document.id, document])),
    );
  }

  checkpoint(feed: FeedName): KeptCheckpoint | undefined {
    return this.#feeds[feed].checkpoints.all().at(-1);
  }

  /** Makes everything written so far durable. */
  seal(): void {
    for (const { documents, checkpoints } of Object.values(this.#feeds)) {
      documents.seal();
      checkpoints.seal();
    }
  }

  losePower(nowMs: number, random: Random): void {
    for (const { documents, checkpoints } of Object.values(this.#feeds)) {
      documents.losePower(nowMs, random);
      checkpoints.losePower(nowMs, random);
    }
  }
}
