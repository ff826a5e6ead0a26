import { parseJson } from '#contracts/schema.ts';
import type { Cart } from '#domain/order/cart.ts';
import { readStored } from '#renderer/store/database/stored-documents.ts';
import { isStorageFull, StoreError } from '#renderer/store/store-error.ts';
import { StoredCartJson } from './cart-schema.ts';
import type { CartCollection } from './local-collections.ts';

/** What an operator's document shall hold, and who waits for it. */
interface Wanted {
  cart: Cart | null;
  waiting: { resolve: () => void; reject: (error: unknown) => void }[];
}

/** An operator's cart of training is kept apart from the one that counts. */
function keyOf(operatorId: string, training: boolean): string {
  return training ? `training/${operatorId}` : operatorId;
}

/** Keeps each operator's live cart on the disk: the latest wins, one write at a time, none while the screen is being painted. */
export class CartStore {
  readonly #collection: CartCollection;
  readonly #wanted = new Map<string, Wanted>();
  /** The live cart's id by operator, as far as known; empty when it was dropped. */
  readonly #live = new Map<string, string>();
  #writing: Promise<void> | undefined;

  constructor(collection: CartCollection) {
    this.#collection = collection;
  }

  /** What `save` was last called with, or what is on the disk. */
  async load(operatorId: string, training = false): Promise<Cart | null> {
    const id = keyOf(operatorId, training);
    const wanted = this.#wanted.get(id);
    if (wanted) return wanted.cart;
    const [stored] = await readStored(this.#collection, { selector: { id } });
    if (!stored || stored.json === '') return null;
    const cart = parseJson(StoredCartJson, stored.json);
    if (!cart.ok) {
      console.warn(`the saved cart cannot be read: ${cart.at} ${cart.message}`);
      return null;
    }
    this.#live.set(id, cart.value.id);
    return cart.value;
  }

  /** Resolves when this cart or a later state of it is on the disk; rejects with `StoreError` when it can't be. */
  save(cart: Cart, training = false): Promise<void> {
    const id = keyOf(cart.operatorId, training);
    this.#live.set(id, cart.id);
    return this.#want(id, cart);
  }

  /** Forgets a cart, unless its operator has begun another meanwhile. */
  async drop(cartId: string): Promise<void> {
    for (const { id, cartId: storedId } of await readStored(this.#collection, { selector: {} }))
      if (storedId !== '' && !this.#live.has(id)) this.#live.set(id, storedId);
    for (const [id, liveId] of this.#live) {
      if (liveId !== cartId) continue;
      this.#live.set(id, '');
      await this.#want(id, null);
    }
  }

  /** Ids of the carts that are live, each operator's. */
  async liveIds(): Promise<Set<string>> {
    for (const { id, cartId } of await readStored(this.#collection, { selector: {} }))
      if (!this.#live.has(id)) this.#live.set(id, cartId);
    return new Set([...this.#live.values()].filter((cartId) => cartId !== ''));
  }

  /** Resolves when nothing is left to write. */
  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #want(id: string, cart: Cart | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#wanted.get(id)?.waiting ?? [];
      this.#wanted.set(id, { cart, waiting: [...waiting, { resolve, reject }] });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    await new Promise((paint) => setTimeout(paint));
    for (let [next] = this.#wanted; next; [next] = this.#wanted) {
      const [id, { cart, waiting }] = next;
      this.#wanted.delete(id);
      try {
        await this.#collection.upsert({
          id,
          cartId: cart?.id ?? '',
          json: cart ? JSON.stringify(cart) : '',
        });
        for (const { resolve } of waiting) resolve();
      } catch (error) {
        const failure = new StoreError(isStorageFull(error) ? 'storage-full' : 'storage-unusable', error);
        for (const { reject } of waiting) reject(failure);
      }
    }
    this.#writing = undefined;
  }
}
