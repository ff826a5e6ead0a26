import { CartClaimed } from '#contracts/facts/sale-facts.ts';
import { parse } from '#contracts/schema.ts';
import type { Cart } from '#domain/order/cart.ts';
import { Listeners } from '#renderer/store/listeners.ts';
import type { ParkedEntry, ParkedHere } from '#renderer/store/till-store.ts';
import type { ViewsApi } from '#renderer/store/worker/views-api.ts';
import type { CartStore } from './cart-store.ts';
import type { FactProjection } from './fact-projection.ts';
import type { ParkedCollection } from './local-collections.ts';
import { mergeParked } from './merge-parked.ts';
import { ParkedOnDisk } from './parked-on-disk.ts';

const NOTHING = { carts: [], watermark: 0 };

export interface ParkedSources {
  collection: ParkedCollection;
  carts: CartStore;
  projection: FactProjection;
  views: Pick<ViewsApi, 'parked'>;
}

/** Carts put aside: kept on this register's disk, listed with those of the store. */
export class ParkedCarts {
  readonly changed = new Listeners<undefined>();
  readonly #sources: ParkedSources;
  readonly #here: ParkedOnDisk;
  /** Taken up since the window was opened, before the host has journalled it. */
  readonly #claimed = new Set<string>();

  constructor(sources: ParkedSources) {
    this.#sources = sources;
    this.#here = new ParkedOnDisk(sources.collection);
  }

  /** An operator's live cart. One that was just being put aside, or just being taken up, when the window went counts as put aside. */
  async load(operatorId: string, training = false): Promise<Cart | null> {
    const cart = await this.#sources.carts.load(operatorId, training);
    if (!cart || !(await this.#here.all()).some((parked) => parked.cart.id === cart.id)) return cart;
    await this.#sources.carts.drop(cart.id);
    return null;
  }

  async park(parked: ParkedHere): Promise<void> {
    await this.#here.put(parked);
    await this.#sources.carts.drop(parked.cart.id);
    this.changed.tell(undefined);
  }

  async unpark(parkId: string): Promise<void> {
    this.#claimed.add(parkId);
    await this.#here.remove(parkId);
    this.changed.tell(undefined);
  }

  /** Those of training are on this register alone. */
  async list(training = false): Promise<ParkedEntry[]> {
    const { carts, projection, views } = this.#sources;
    const [all, store, live] = await Promise.all([this.#here.all(), views.parked(), carts.liveIds()]);
    const here = all.filter((parked) => (parked.training ?? false) === training);
    if (training) return mergeParked({ here, store: NOTHING, live, claimed: new Set(), parkedSeqs: new Map() });
    const [parkedFacts, claimedFacts] = await Promise.all([
      here.length === 0 ? [] : projection.ofKind('cart.parked'),
      store.carts.length === 0 ? [] : projection.ofKind('cart.claimed'),
    ]);
    const claimed = new Set(this.#claimed);
    for (const { payload } of claimedFacts) {
      const claim = parse(CartClaimed, payload);
      if (claim.ok) claimed.add(claim.value.parkId);
    }
    return mergeParked({
      here,
      store,
      live,
      claimed,
      parkedSeqs: new Map(parkedFacts.map(({ id, seq }) => [id, seq])),
    });
  }
}
