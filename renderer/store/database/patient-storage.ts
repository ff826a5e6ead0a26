import type { RxStorageInstanceCreationParams } from 'rxdb/plugins/core';
import { RxStorageDexie, type RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import { BackOff } from '#renderer/store/feeds/back-off.ts';

/**
 * How RxDB calls the writing of a replication's checkpoint. That it failed must not reach it: nobody awaits that promise. An
 * older checkpoint does no harm, whereas documents that were not written must not be followed by a newer one.
 */
const CHECKPOINT = 'replication-set-checkpoint';

/**
 * Dexie storage for views, which can always be pulled again: relaxed, and a write that fails (the disk is full) is tried
 * again until it succeeds. RxDB's replication would stop for good at the first one.
 */
export class PatientStorage extends RxStorageDexie {
  readonly #signal: AbortSignal;
  readonly #failed: (error: unknown) => void;
  readonly #backOff = new BackOff();

  /** `failed` hears of every failure, and `null` when a write succeeds again. Aborting `signal` ends the trying. */
  constructor(signal: AbortSignal, failed: (error: unknown) => void) {
    super({ chromeTransactionDurability: 'relaxed' });
    this.#signal = signal;
    this.#failed = failed;
  }

  override async createStorageInstance<T>(
    params: RxStorageInstanceCreationParams<T, RxStorageDexie['settings']>,
  ): Promise<RxStorageInstanceDexie<T>> {
    const instance = await super.createStorageInstance<T>(params);
    const write = instance.bulkWrite.bind(instance);
    instance.bulkWrite = (rows, context) => this.#writeUntilDone(() => write(rows, context), context === CHECKPOINT);
    return instance;
  }

  async #writeUntilDone<Result>(write: () => Promise<Result>, maySkip: boolean): Promise<Result | { error: [] }> {
    for (let failing = false; ; failing = true) {
      try {
        const result = await write();
        if (failing) {
          this.#backOff.succeeded();
          this.#failed(null);
        }
        return result;
      } catch (error) {
        if (this.#signal.aborted && maySkip) return { error: [] };
        if (this.#signal.aborted) throw error;
        this.#failed(error);
        await this.#backOff.failed(this.#signal);
      }
    }
  }
}
