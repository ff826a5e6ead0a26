import type { RxDocumentData } from 'rxdb/plugins/core';
import type { ViewDocument } from '#contracts/views/documents.ts';
import { readStored } from '#renderer/store/database/stored-documents.ts';
import { asViewDocument, type StoredView, type ViewCollection } from '#renderer/store/database/view-collection.ts';

/** Between pieces of this many documents, questions are answered. */
const LOAD_PIECE = 16;

interface Waiter {
  /** Ids still to come, with the position they must have. */
  missing: Map<string, number>;
  resolve: () => void;
}

/** A feed's documents on disk, and where each of them stands. Everything that is or gets written passes `listener` once. */
export class FeedCopy {
  readonly collection: ViewCollection;
  readonly #listener: (documents: readonly ViewDocument[]) => void;
  readonly #positions = new Map<string, number>();
  readonly #live = new Set<string>();
  readonly #waiters = new Set<Waiter>();
  readonly #subscription: { unsubscribe(): void };
  #top = 0;

  constructor(collection: ViewCollection, listener: (documents: readonly ViewDocument[]) => void) {
    this.collection = collection;
    this.#listener = listener;
    this.#subscription = collection.eventBulks$.subscribe((bulk) => {
      this.#took(bulk.events.map((event) => asViewDocument(event.documentData)));
    });
  }

  /** Reads what is on disk, piece by piece. Nothing may be written before it has ended. */
  async load(piece: () => void): Promise<void> {
    for (let last: string | undefined = ''; last !== undefined; ) {
      const stored: RxDocumentData<StoredView>[] = await readStored(this.collection, {
        selector: { id: { $gt: last } },
        index: ['id'],
        limit: LOAD_PIECE,
      });
      this.#took(stored.map(asViewDocument));
      piece();
      last = stored.at(-1)?.id;
    }
    this.#took((await readStored(this.collection, { selector: {}, index: ['id'], deleted: true })).map(asViewDocument));
  }

  /** The highest position on disk. */
  get top(): number {
    return this.#top;
  }

  holds(document: Pick<ViewDocument, 'id' | 'position'>): boolean {
    return (this.#positions.get(document.id) ?? -1) >= document.position;
  }

  /**
   * Whether a pulled document is news. A tombstone of something that isn't here is not: RxDB would write it without an event.
   * Where it stood is remembered while this copy is open.
   */
  wants(document: ViewDocument): boolean {
    if (this.holds(document)) return false;
    if (!document._deleted || this.#live.has(document.id)) return true;
    this.#positions.set(document.id, document.position);
    return false;
  }

  /** Resolves when all of these, or newer ones, are on disk and in the index. */
  async untilHeld(documents: readonly ViewDocument[]): Promise<void> {
    const missing = new Map(
      documents.filter((document) => !this.holds(document)).map((document) => [document.id, document.position]),
    );
    if (missing.size > 0) await new Promise<void>((resolve) => this.#waiters.add({ missing, resolve }));
  }

  /** Ends all waiting. */
  close(): void {
    this.#subscription.unsubscribe();
    for (const waiter of this.#waiters) waiter.resolve();
    this.#waiters.clear();
  }

  #took(documents: readonly ViewDocument[]): void {
    for (const { id, position, _deleted } of documents) {
      this.#positions.set(id, position);
      if (_deleted) this.#live.delete(id);
      else this.#live.add(id);
      this.#top = Math.max(this.#top, position);
      for (const waiter of this.#waiters)
        if (position >= (waiter.missing.get(id) ?? position)) waiter.missing.delete(id);
    }
    this.#listener(documents);
    for (const waiter of this.#waiters) {
      if (waiter.missing.size > 0) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }
}
