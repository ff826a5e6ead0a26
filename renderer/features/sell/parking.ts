import { v7 as uuid, v5 } from 'uuid';
import type { Cart } from '#domain/order/cart.ts';
import { noteCart } from '#domain/order/cart-edit.ts';
import { settle } from '#domain/pricing/settle.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { notesOf, toParked } from '#renderer/store/local/parked-cart-codec.ts';
import type { ParkedEntry, ParkedHere } from '#renderer/store/till-store.ts';
import type { SaleParts } from './sale.ts';

export interface Parking {
  /** Puts the cart aside, for any register of the store; `label` says whose it is. Answers whether it is safe on the disk. */
  park(label: string | null): Promise<boolean>;
  /** Parks a cart that is not being rung up: a deposit was paid on it. Answers whether it is safe on the disk. */
  putAside(cart: Cart): Promise<boolean>;
  /** Takes up the only cart that waits, if it was parked here; answers false when there is none, or a choice. */
  recallOnly(): Promise<boolean>;
  /** Takes up a parked cart; the one being rung up is parked in its place. Answers whether it was taken. */
  recall(entry: ParkedEntry): Promise<boolean>;
}

export function createParking(parts: SaleParts): Parking & {
  /** Has the host journal again what was parked when the till went down; what it has already it does not repeat. */
  tellAgain(): void;
} {
  const { view, edit, refuse, store, operatorId, allow, journal, training } = parts;
  let busy = false;

  /** One at a time: a second key press while a cart is on its way changes nothing. */
  async function alone(run: () => Promise<boolean>): Promise<boolean> {
    if (busy) return false;
    busy = true;
    try {
      return await run();
    } finally {
      busy = false;
    }
  }

  function tell({ parkId, cart, total }: ParkedHere): void {
    journal.tell({
      id: parkId,
      kind: 'cart.parked',
      payload: { cart: toParked(cart), total },
      notes: notesOf(cart),
    });
  }

  async function park(label: string | null): Promise<boolean> {
    const { cart, settled } = view.get();
    const database = store();
    if (!cart || !database) return false;
    // Whose it is and where it goes stays on this till until it is paid.
    if (cart.placed) return refuse('placed-not-parked');
    const labelled = label === null ? cart : noteCart(cart, { id: uuid(), text: label });
    const at = new Date().toISOString();
    const parked = { parkId: uuid(), operatorId, at, total: settled?.total ?? 0, cart: labelled, training: training() };
    try {
      await database.parkCart(parked);
    } catch {
      return refuse('storage-full');
    }
    if (view.get().cart !== cart || !edit({ type: 'parked' })) return refuse('storage-full');
    tell(parked);
    return true;
  }

  async function putAside(cart: Cart): Promise<boolean> {
    const database = store();
    if (!database) return false;
    const result = settle(cart, taxRulesNow(parts.config()));
    const total = result.ok ? result.settled.total : 0;
    const at = new Date().toISOString();
    // The same deposit is put aside once, whoever finds it.
    const parkId = v5(cart.returns?.at(-1)?.id ?? cart.id, cart.id);
    const parked = { parkId, operatorId, at, total, cart, training: training() };
    try {
      await database.parkCart(parked);
    } catch {
      return refuse('storage-full');
    }
    tell(parked);
    return true;
  }

  async function recall(entry: ParkedEntry): Promise<boolean> {
    const database = store();
    if (!database) return false;
    if (entry.state === 'gone') {
      await database.unparkCart(entry.parkId);
      return refuse('cart-claimed');
    }
    const mine = entry.operatorId === operatorId;
    if (!mine && !(await allow('cart-claim', 0, entry.cart.id)).ok) return false;
    if (view.get().cart && !(await park(null))) return false;
    const cart = { ...entry.cart, operatorId };
    try {
      await database.saveCart(cart, training());
      await database.unparkCart(entry.parkId);
    } catch {
      return refuse('storage-full');
    }
    journal.tell({ kind: 'cart.claimed', payload: { cartId: cart.id, parkId: entry.parkId } });
    return edit({ type: 'restore', cart });
  }

  async function recallOnly(): Promise<boolean> {
    const [only, ...more] = (await store()?.parkedCarts(training())) ?? [];
    return only?.state === 'here' && more.length === 0 && recall(only);
  }

  return {
    recallOnly: () => alone(recallOnly),
    park: (label) => alone(() => park(label)),
    putAside,
    recall: (entry) => alone(() => recall(entry)),
    tellAgain() {
      void store()
        ?.parkedCarts(training())
        .then((entries) => entries.filter(({ state }) => state === 'here').forEach(tell));
    },
  };
}
