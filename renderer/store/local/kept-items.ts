import { readStored } from '#renderer/store/database/stored-documents.ts';
import type { ItemStorage } from '#renderer/store/till-store.ts';
import type { KeptCollection } from './local-collections.ts';

/**
 * Small texts that must outlive a crash: read at once from memory, written in order to the strict database. (What the browser
 * keeps in `localStorage` reaches the disk seconds later.)
 */
export class KeptItems implements ItemStorage {
  readonly #collection: KeptCollection;
  readonly #items: Map<string, string>;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(collection: KeptCollection, items: Map<string, string>) {
    this.#collection = collection;
    this.#items = items;
  }

  static async open(collection: KeptCollection): Promise<KeptItems> {
    const stored = await readStored(collection, { selector: {} });
    return new KeptItems(collection, new Map(stored.map(({ id, text }) => [id, text])));
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    this.#items.set(key, text);
    this.#write(() => this.#collection.upsert({ id: key, text }));
  }

  removeItem(key: string): void {
    if (!this.#items.delete(key)) return;
    this.#write(async () => (await this.#collection.findOne(key).exec())?.remove());
  }

  /** Resolves when everything is on the disk, or could not be. */
  async close(): Promise<void> {
    await this.#writing;
  }

  #write(run: () => Promise<unknown>): void {
    this.#writing = this.#writing.then(run).catch((error: unknown) => console.error('an item is not kept', error));
  }
}
