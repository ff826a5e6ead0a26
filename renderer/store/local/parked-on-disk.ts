import { parseJson } from '#contracts/schema.ts';
import { readStored } from '#renderer/store/database/stored-documents.ts';
import { isStorageFull, StoreError } from '#renderer/store/store-error.ts';
import type { ParkedHere } from '#renderer/store/till-store.ts';
import { StoredCartJson } from './cart-schema.ts';
import type { ParkedCollection } from './local-collections.ts';

/** Carts put aside on this register, with their texts, until they are taken up again. */
export class ParkedOnDisk {
  readonly #collection: ParkedCollection;

  constructor(collection: ParkedCollection) {
    this.#collection = collection;
  }

  /** Oldest first. One that another version of the till saved and that can't be read is left out. */
  async all(): Promise<ParkedHere[]> {
    const stored = await readStored(this.#collection, { selector: {} });
    const parked = stored.flatMap(({ id, at, total, operatorId, training, json }): ParkedHere[] => {
      const cart = parseJson(StoredCartJson, json);
      return cart.ok ? [{ parkId: id, at, total, operatorId, training, cart: cart.value }] : [];
    });
    return parked.sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  async put({ parkId, at, total, operatorId, training = false, cart }: ParkedHere): Promise<void> {
    const document = { id: parkId, cartId: cart.id, at, total, operatorId, training, json: JSON.stringify(cart) };
    await this.#write(() => this.#collection.upsert(document));
  }

  async remove(parkId: string): Promise<void> {
    const [stored] = await readStored(this.#collection, { selector: { id: parkId } });
    if (stored) await this.#write(() => this.#collection.bulkRemove([parkId]));
  }

  async #write(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      throw new StoreError(isStorageFull(error) ? 'storage-full' : 'storage-unusable', error);
    }
  }
}
