import { v7 as uuid } from 'uuid';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import type { Cart } from '#domain/order/cart.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { Sound } from '#renderer/app/sounds.ts';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { EMPTY_SALE, editSale, type SaleEdit, type SaleState } from './sale-state.ts';
import type { ScanTiming } from './scan-timing.ts';

/** Something to tell the cashier beside the cart; `code` is in the error registry. The next scan or change takes it away. */
export interface SaleNotice {
  code: string;
  params: Record<string, string | number>;
}

export interface SaleView extends SaleState {
  notice: SaleNotice | null;
  /** How many items were scanned or keyed in whole so far. */
  entered: number;
}

/** What a sale needs of the till around it. */
export interface SalePorts {
  operatorId: string;
  store: () => TillStore | null;
  config: () => RegisterConfig;
  play: (sound: Sound) => void;
  timing: ScanTiming;
}

/** The sale being rung up: its state, and everything a cashier can do to it. */
export interface Sale {
  view: Readable<SaleView>;
  /**
   * Takes up the cart this operator left behind; one that was paid already is dropped. `prepare` makes sure that all
   * paid orders are known. Until it is done nothing is added, so that no new cart takes the place of the old;
   * when it fails, it is to be tried again.
   */
  resume(prepare: () => Promise<void>): Promise<void>;
  /** Resolves when the cart is on the disk as it was last seen, or could not be. */
  saved(): Promise<void>;
  /** What a scanner read, or what was keyed in whole. Answers whether it was taken. */
  enter(text: string): Promise<boolean>;
  add(card: VariantCard): boolean;
  edit(edit: SaleEdit): void;
  notify(notice: SaleNotice | null): void;
  /** While locked, for paying, no edit is taken. */
  lock(locked: boolean): void;
}

/** How many of the latest orders a cart left behind is looked for among. */
const ORDERS_CHECKED = 500;

export function createSale({ operatorId, store, config, play, timing }: SalePorts): Sale {
  const view = createStore<SaleView>({ ...EMPTY_SALE, notice: null, entered: 0 });
  let locked = false;
  let resuming: Promise<void> | null = null;
  let lastSave: Promise<void> = Promise.resolve();
  const notify = (notice: SaleNotice | null): void => view.update((current) => ({ ...current, notice }));

  function save(before: Cart | null, after: Cart | null): void {
    const database = store();
    if (!database || before === after) return;
    const saving = after ? database.saveCart(after) : before ? database.dropCart(before.id) : Promise.resolve();
    lastSave = saving.catch(() => notify({ code: 'storage-full', params: {} }));
  }

  function edit(change: SaleEdit): boolean {
    if (locked || (resuming && change.type !== 'restore')) return false;
    const before = view.get();
    const result = editSale(before, change, config().taxRules);
    if (!result.ok) {
      play('wrong');
      notify({ code: result.fault.code, params: {} });
      return false;
    }
    view.set({ ...result.state, notice: null, entered: before.entered });
    if (change.type !== 'restore') save(before.cart, result.state.cart);
    return true;
  }

  function add(card: VariantCard): boolean {
    const { variantId, sku, unit, taxCategory, price } = card;
    const name = card.names?.[config().store.language] ?? card.name;
    if (!price) {
      play('wrong');
      notify({ code: 'price-missing', params: { name } });
      return false;
    }
    const item = {
      id: uuid(),
      variantId,
      sku,
      name,
      unit,
      taxCategory,
      unitPrice: price.amount,
      priceVersion: price.version,
    };
    const cart = { id: uuid(), operatorId, openedAt: new Date().toISOString() };
    if (!edit({ type: 'add', item, cart })) return false;
    play('scan');
    if (card.stock && card.stock.onHand <= 0) notify({ code: 'stock-zero', params: { name } });
    return true;
  }

  function refuse(code: string, text: string): boolean {
    play(code === 'barcode-unknown' ? 'unknown' : 'wrong');
    notify({ code, params: { text } });
    return false;
  }

  async function takeUp(): Promise<void> {
    const database = store();
    const cart = await database?.loadCart(operatorId);
    if (!database || !cart || view.get().cart) return;
    const paid = (await database.recentOrders(ORDERS_CHECKED)).some((order) => order.id === cart.id);
    if (paid) await database.dropCart(cart.id);
    else edit({ type: 'restore', cart });
  }

  return {
    view,
    add,
    notify,
    edit: (change) => void edit(change),
    lock(next) {
      locked = next;
    },
    async resume(prepare) {
      resuming = prepare().then(takeUp);
      await resuming;
      resuming = null;
    },
    saved: () => lastSave,
    async enter(text) {
      timing.scanned();
      await resuming?.catch(() => undefined);
      const database = store();
      if (!database) return refuse('barcode-unknown', text);
      const barcode = readBarcode(text.trim());
      const card = await find(database, barcode.kind === 'gtin' ? barcode.gtin : null, text.trim());
      if (card) {
        const added = add(card);
        if (added) {
          view.update((current) => ({ ...current, entered: current.entered + 1 }));
          timing.added();
        }
        return added;
      }
      return refuse(barcode.kind === 'bad-check-digit' ? 'barcode-check-digit' : 'barcode-unknown', text);
    },
  };
}

/** A variant by its GTIN, or by a sku that may look like one. */
async function find(database: TillStore, gtin: string | null, text: string): Promise<VariantCard | null> {
  const byGtin = gtin === null ? null : await database.byGtin(gtin);
  return byGtin ?? (await database.bySku(text));
}
