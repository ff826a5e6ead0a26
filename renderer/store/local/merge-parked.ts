import type { ParkedEntry, ParkedHere } from '#renderer/store/till-store.ts';
import type { ParkedInStore } from '#renderer/store/worker/views-api.ts';
import { fromParked } from './parked-cart-codec.ts';

/** What the till knows of parked carts, from its own disk, its own facts and the server. */
export interface KnownParked {
  here: readonly ParkedHere[];
  store: ParkedInStore;
  /** Own `cart.parked` facts: the seq by `parkId`. */
  parkedSeqs: ReadonlyMap<string, number>;
  /** `parkId`s of own `cart.claimed` facts. */
  claimed: ReadonlySet<string>;
  /** Ids of carts that are rung up here now. */
  live: ReadonlySet<string>;
}

/**
 * The carts that wait, newest first. One of this register's that the server has taken and no longer lists was taken up
 * elsewhere: it is `gone`. One that this register took up is no longer listed, even while the server still does.
 */
export function mergeParked({ here, store, parkedSeqs, claimed, live }: KnownParked): ParkedEntry[] {
  const listed = new Set(store.carts.map(({ parkId }) => parkId));
  const own = here.map((parked): ParkedEntry => {
    const seq = parkedSeqs.get(parked.parkId);
    const gone = seq !== undefined && seq <= store.watermark && !listed.has(parked.parkId);
    return { ...parked, registerId: null, state: gone ? 'gone' : 'here' };
  });
  const ownIds = new Set(here.map(({ parkId }) => parkId));
  const others = store.carts
    .filter(({ parkId, cart }) => !ownIds.has(parkId) && !claimed.has(parkId) && !live.has(cart.id))
    .map(({ cart, notes, ...parked }): ParkedEntry => ({ ...parked, cart: fromParked(cart, notes), state: 'store' }));
  return [...own, ...others].sort((a, b) => (a.at < b.at ? 1 : -1));
}
