import { Dexie, type EntityTable } from 'dexie';

/** Own facts up to `seq` were counted by every stock document, when the store's copy had reached position `top`. */
export interface Settled {
  seq: number;
  top: number;
}

/** Which copy of the views a till uses, and which one is on its way. */
export interface GenerationPointer {
  journalId: string;
  active: {
    /** `VIEWS_VERSION` of the documents in it. */
    version: number;
    number: number;
    /** When it last had all that the server had; `null` before the first time. */
    completeAt: string | null;
    settled: Settled | null;
  };
  /** Pulled beside the active one, which stands still meanwhile. */
  next: { version: number; number: number } | null;
}

/** Keeps the pointers, each write durable before it resolves: a copy that is no longer pointed to gets removed. */
export class GenerationPointers {
  readonly #database = new Dexie('omnitill-views-pointers', { chromeTransactionDurability: 'strict' }) as Dexie & {
    pointers: EntityTable<GenerationPointer, 'journalId'>;
  };

  constructor() {
    this.#database.version(1).stores({ pointers: 'journalId' });
  }

  async load(journalId: string): Promise<GenerationPointer | undefined> {
    return this.#database.pointers.get(journalId);
  }

  async save(pointer: GenerationPointer): Promise<void> {
    await this.#database.pointers.put(pointer);
  }

  /** Forgets the pointers of all other journals. */
  async keepOnly(journalId: string): Promise<void> {
    await this.#database.pointers.where('journalId').notEqual(journalId).delete();
  }

  close(): void {
    this.#database.close();
  }
}
