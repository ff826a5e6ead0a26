import { v7 as uuid } from 'uuid';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { StopBook } from '#domain/catalog/sale-stop.ts';
import type { Asked } from '#domain/operator/order-asked.ts';
import type { Cart } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { PublishedPriceList } from '#domain/pricing/price-list.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { Sound } from '#renderer/app/sounds.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import type { Allow } from '#renderer/features/override/override.ts';
import type { MemberCard, TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { decideDiscounts } from './decide-discounts.ts';
import { batchChecked, type HaltedLine, haltedLines } from './halted.ts';
import { listingsOf } from './listings.ts';
import { createParking, type Parking } from './parking.ts';
import type { Pending, Prompt } from './ring-up.ts';
import { createRinging, type Ringing, type StoppedAnswer } from './ringing.ts';
import { factsOf } from './sale-facts.ts';
import { neededFor, withOverride } from './sale-permission.ts';
import { EMPTY_SALE, editSale, type NewCart, type SaleEdit, type SaleState } from './sale-state.ts';
import { barcodeRules, meaningsOf, type ScanMeaning } from './scan-meaning.ts';
import type { ScanTiming } from './scan-timing.ts';
import type { SideJournal } from './side-journal.ts';
import { withDeposit } from './with-deposit.ts';

/** Something to tell the cashier beside the cart; `code` is in the error registry. The next scan or change takes it away. */
export interface SaleNotice {
  code: string;
  params: Record<string, string | number>;
}

export interface SaleView extends SaleState {
  notice: SaleNotice | null;
  /** What must be answered before the item it is about is in the cart. */
  prompt: Prompt | null;
  /** How many items were scanned or keyed in whole so far. */
  entered: number;
  /** What was scanned meanwhile and must be asked about next. */
  waiting: readonly VariantCard[];
}

/** What a sale needs of the till around it. */
export interface SalePorts {
  operatorId: string;
  store: () => TillStore | null;
  config: () => RegisterConfig;
  /** `YYYY-MM-DD`. */
  businessDate: () => string;
  play: (sound: Sound) => void;
  timing: ScanTiming;
  allow: Allow;
  journal: SideJournal;
  /** A receipt was scanned: its number, or its signed code. */
  onReceipt: (text: string) => void;
  /** Why nothing can be rung up now: no open shift, or for a new cart one that is overdue. */
  barred: (newCart: boolean) => ErrorCode | null;
  /** What is not to be sold. */
  stops: () => StopBook;
  /** Price lists of a customer group in this store, also those ahead of their time. */
  listsFor: (groupId: string) => readonly PublishedPriceList[];
  /** Nothing counts: its carts are kept apart. */
  training: () => boolean;
  /** What of a cart its ticket would be refused for; nothing where the host gives no answer. */
  unallowed: (cartId: string, asked: readonly Asked[]) => Promise<readonly Asked[]>;
  /** Whether money was taken for a cart, or may have been: it can't be emptied. */
  holdsMoney: (cartId: string) => boolean;
}

/** The sale being rung up: its state, and everything a cashier can do to it. */
export interface Sale extends Ringing, Parking {
  view: Readable<SaleView>;
  /**
   * Takes up the cart this operator left behind; one that was paid already is dropped. `prepare` makes sure that all
   * paid orders are known. Until it is done nothing is added, so that no new cart takes the place of the old;
   * when it fails, it is to be tried again.
   */
  resume(prepare: () => Promise<void>): Promise<void>;
  /** Resolves when the cart is on the disk as it was last seen, or could not be. */
  saved(): Promise<void>;
  /** What a scanner read, or the text that was keyed in whole. Answers whether it was taken. */
  enter(scanned: ScanEvent | string): Promise<boolean>;
  /** Resolves when all that was entered is in the cart, asked about or refused; null when it is already. */
  entering(): Promise<void> | null;
  /** An edit as it is; what needs a permission goes by `ask`. */
  edit(edit: SaleEdit): void;
  /** An edit, after whoever may allow it did. Answers whether it was made. */
  ask(edit: SaleEdit): Promise<boolean>;
  /**
   * Puts a member on the sale, whose group's prices all lines then have, or takes them off it. `groupId` is said where it was just
   * changed. Answers whether it was done.
   */
  attach(memberId: string | null, groupId?: string | null): Promise<boolean>;
  /** The cart's lines that may not be sold as they are. */
  halted(): readonly HaltedLine[];
  /**
   * Has a manager allow what the discounts of the cart have become since they were given, as by a price list or with less in the
   * cart. Answers whether all of them are allowed; null at once where there is none.
   */
  allowDiscounts(): Promise<boolean> | null;
  /** Shows the first of them and says why and what to do. Answers whether there is none. */
  tellHalted(): boolean;
  /** Answers what is asked of a line that is stopped. */
  answerStop(lineId: string, answer: StoppedAnswer): Promise<void>;
  notify(notice: SaleNotice | null): void;
  /** While locked, for paying, no edit is taken. */
  lock(locked: boolean): void;
  /** What names the next cart. */
  newCart(): NewCart;
}

/** How many of the latest orders a cart left behind is looked for among. */
const ORDERS_CHECKED = 500;

export function createSale(ports: SalePorts): Sale {
  const {
    operatorId,
    store,
    config,
    businessDate,
    play,
    timing,
    allow,
    journal,
    onReceipt,
    barred,
    holdsMoney,
    training,
    stops,
  } = ports;
  const view = createStore<SaleView>({ ...EMPTY_SALE, notice: null, prompt: null, entered: 0, waiting: [] });
  let locked = false;
  let resuming: Promise<void> | null = null;
  let lastSave: Promise<void> = Promise.resolve();
  let lastEnter: Promise<unknown> = Promise.resolve();
  let underWay: Promise<void> | null = null;
  const notify = (notice: SaleNotice | null): void => view.update((current) => ({ ...current, notice }));
  const newCart = (): NewCart => ({ id: uuid(), operatorId, openedAt: new Date().toISOString() });

  function save(before: Cart | null, after: Cart | null): void {
    const database = store();
    if (!database || before === after) return;
    const saving = after
      ? database.saveCart(after, training())
      : before
        ? database.dropCart(before.id)
        : Promise.resolve();
    lastSave = saving.catch(() => notify({ code: 'storage-full', params: {} }));
  }

  function refuse(code: string, params: SaleNotice['params'] = {}): false {
    play(code === 'barcode-unknown' ? 'unknown' : 'wrong');
    notify({ code, params });
    return false;
  }

  function edit(change: SaleEdit): boolean {
    if (locked && change.type === 'add') return refuse('scan-while-paying');
    if (locked || (resuming && change.type !== 'restore')) return false;
    const before = view.get();
    const stop = (change.type === 'add' || change.type === 'return') && barred(before.cart === null);
    if (stop) return refuse(stop);
    const result = editSale(before, change, taxRulesNow(config()));
    if (!result.ok) return refuse(result.fault.code);
    const { state } = result;
    if (change.type === 'member' && before.cart && holdsMoney(before.cart.id)) return refuse('payments-open');
    if (change.type === 'remove-return' && isDeposit(before.cart, change.returnId)) return refuse('deposit-taken');
    if (before.cart && !state.cart && EMPTYING.has(change.type) && holdsMoney(before.cart.id))
      return refuse('payments-open');
    view.set({ ...state, notice: null, prompt: before.prompt, entered: before.entered, waiting: before.waiting });
    if (LEAVING.has(change.type)) ringing.leaveOut();
    if (change.type !== 'restore') save(before.cart, state.cart);
    const facts = factsOf(change, before, state);
    if (facts.length > 0) journal.tell(...facts);
    if (change.type === 'restore' || change.type === 'undo') tellHalted();
    return true;
  }

  function halted(): readonly HaltedLine[] {
    return haltedLines(stops(), view.get().cart?.lines ?? []);
  }

  function tellHalted(): boolean {
    const [first] = halted();
    if (!first) return true;
    const { lineId, name, halt } = first;
    view.update((current) => ({ ...current, selected: lineId }));
    return !!refuse(halt.verdict === 'refused' ? 'cart-recalled' : 'cart-stopped', { name, reason: halt.stop.reason });
  }

  async function answerStop(lineId: string, answer: StoppedAnswer): Promise<void> {
    const stopped = halted().find((line) => line.lineId === lineId);
    const { cart } = view.get();
    if (!stopped || !cart) return;
    const { name, halt } = stopped;
    const { stop } = halt;
    const allowed = answer !== 'sell' || (await allow('stopped-item', 0, cart.id, { name })).ok;
    if (!allowed) return;
    if (answer !== 'sell') journal.tell(batchChecked(cart.id, { name, stop }, answer));
    const isOwn = cart.lines.some(({ id, variantId }) => id === lineId && variantId === stop.variantId);
    // Of a part the line has no batch to keep: it stays in the cart's way until it is taken out.
    if (answer === 'that-batch' && !isOwn) {
      refuse('cart-recalled', { name, reason: stop.reason });
      return;
    }
    const found = answer === 'that-batch' ? { batch: stop.batch ?? '' } : { checkedStop: stop.stopId };
    edit({ type: 'answer-stop', lineId, answer: found });
  }

  async function ask(change: SaleEdit): Promise<boolean> {
    const state = view.get();
    const needed = neededFor(change, state);
    if (!needed) return edit(change);
    const allowed = await allow(needed.permission, needed.size, state.cart?.id, needed.asked);
    return allowed.ok && edit(withOverride(change, allowed.overrideId));
  }

  /** After all that was entered before, on the cart that it was asked for. */
  async function attach(memberId: string | null, said?: string | null): Promise<boolean> {
    const cartId = view.get().cart?.id;
    const isMeant = (): boolean => cartId === undefined || view.get().cart?.id === cartId;
    const attached = await queue(() => attachTo(isMeant, memberId, said));
    if (attached && memberId !== null) await allowDiscounts();
    return attached;
  }

  async function attachTo(isMeant: () => boolean, memberId: string | null, said?: string | null): Promise<boolean> {
    const database = store();
    if (!isMeant()) return false;
    if (memberId === null) return edit({ type: 'member', memberId });
    const groupId = said === undefined ? (await database?.member(memberId))?.groupId : (said ?? undefined);
    if (groupId === undefined) return isMeant() && edit({ type: 'member', memberId });
    const listings = await listingsOf(database, () => view.get().cart);
    return (
      isMeant() && edit({ type: 'member', memberId, group: { groupId, lists: ports.listsFor(groupId), listings } })
    );
  }

  const allowDiscounts = (): Promise<boolean> | null => decideDiscounts({ ...ports, view, edit, refuse });
  const shared = { view, edit, refuse, newCart, inTurn, locked: () => locked, ...ports };
  const ringing = createRinging(shared);
  const parking = createParking(shared);

  async function takeUp(): Promise<void> {
    const database = store();
    const cart = await database?.loadCart(operatorId, training());
    if (!database) return;
    parking.tellAgain();
    if (!cart || view.get().cart) return;
    const paid = (await database.recentOrders(ORDERS_CHECKED)).find((order) => order.id === cart.id);
    if (!paid) edit({ type: 'restore', cart });
    else if (!cart.depositOn || (await parking.putAside(withDeposit(cart.depositOn, paid)))) {
      await database.dropCart(cart.id);
    }
  }

  function enter(scanned: ScanEvent | string): Promise<boolean> {
    timing.scanned();
    return inTurn((counted) => read(scanned, counted));
  }

  /** One after another, each with the quantity that was keyed in before it; the newest that comes to nothing gives it back. */
  function inTurn(ring: (counted: Counted) => Promise<boolean>): Promise<boolean> {
    const { multiplier } = view.get();
    const count = (next: number | null): void =>
      view.update((current) => (current.multiplier === next ? current : { ...current, multiplier: next }));
    count(null);
    const entering = queue(async () => {
      await resuming?.catch(() => undefined);
      const cartId = view.get().cart?.id;
      let taken = false;
      try {
        taken = await ring(multiplier === null ? {} : { multiplier });
      } finally {
        const { cart, multiplier: since } = view.get();
        if (!taken && lastEnter === last && since === null && cart?.id === cartId) count(multiplier);
      }
      return taken;
    });
    const last = lastEnter;
    return entering;
  }

  /** Does something when all before it is done. */
  function queue<T>(task: () => Promise<T>): Promise<T> {
    const result = lastEnter.then(task);
    const last: Promise<unknown> = result.catch(() => undefined);
    lastEnter = last;
    underWay = last.then(() => {
      if (lastEnter === last) underWay = null;
    });
    return result;
  }

  async function read(scanned: ScanEvent | string, counted: Counted): Promise<boolean> {
    const scan = typeof scanned === 'string' ? { text: scanned, symbology: null, atMs: 0 } : scanned;
    const text = scan.text.trim();
    const database = store();
    if (!database) return refuse('products-loading', { text });
    const meanings = await meaningsOf(database, { ...scan, text }, barcodeRules(config(), businessDate()));
    let taken = true;
    for (const [at, meaning] of meanings.entries()) taken = (await take(meaning, at === 0 ? counted : {})) && taken;
    return taken;
  }

  async function take(meaning: ScanMeaning, counted: Counted): Promise<boolean> {
    if (meaning.kind === 'receipt') {
      onReceipt(meaning.text);
      return true;
    }
    if (meaning.kind === 'member') return greet(meaning.member);
    if (meaning.kind === 'unknown') {
      const loading = meaning.code === 'barcode-unknown' && store()?.progress().state === 'first';
      return refuse(loading ? 'products-loading' : meaning.code, meaning.params);
    }
    const rung = ringing.ring(meaning.card, { ...meaning.facts, ...counted });
    // Not awaited where it is here already, so that the line and what follows from it are drawn at once.
    const taken = typeof rung === 'boolean' ? rung : await rung;
    if (taken) view.update((current) => ({ ...current, entered: current.entered + 1 }));
    if (taken && !view.get().prompt) timing.added();
    return taken;
  }

  /** Somebody's card was scanned: they are on the sale from now on, and the till says who it is. */
  async function greet({ memberId, name }: MemberCard): Promise<boolean> {
    if (!(await attachTo(() => true, memberId))) return locked ? refuse('scan-while-paying') : false;
    await allowDiscounts();
    play('scan');
    if (!view.get().notice) notify({ code: 'member-on-sale', params: { name } });
    return true;
  }

  return {
    ...ringing,
    ...parking,
    view,
    notify,
    enter,
    entering: () => underWay,
    halted,
    allowDiscounts,
    tellHalted,
    answerStop,
    attach,
    ask,
    newCart,
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
  };
}

function isDeposit(cart: Cart | null, returnId: string): boolean {
  return cart?.returns?.some((line) => line.id === returnId && isDepositLine(line)) ?? false;
}

const EMPTYING: ReadonlySet<SaleEdit['type']> = new Set(['clear', 'remove', 'quantity', 'remove-return']);

/** Edits after which the till serves another cart: what was still to be asked for the one before is over. */
const LEAVING: ReadonlySet<SaleEdit['type']> = new Set(['done', 'parked', 'clear', 'restore', 'swap']);

/** How many it shall be, as keyed in before it. */
type Counted = Pick<Pending, 'multiplier'>;

/** What the parts of a sale share. */
export interface SaleParts extends SalePorts {
  view: ReturnType<typeof createStore<SaleView>>;
  edit(edit: SaleEdit): boolean;
  /** Says why not, with a sound. */
  refuse(code: string, params?: SaleNotice['params']): false;
  newCart(): NewCart;
  /** Rings something up when all before it is in the cart, asked about or refused. */
  inTurn(ring: (counted: Counted) => Promise<boolean>): Promise<boolean>;
  /** Whether the cart is being paid. */
  locked(): boolean;
}
