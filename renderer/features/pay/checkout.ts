import { v7 as uuid } from 'uuid';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { Fault, HostApi, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { placedFromTicket } from '#domain/fulfilment/placed-from-ticket.ts';
import type { Minor } from '#domain/money/money.ts';
import { accountCart, accountCredit } from '#domain/order/account-payment.ts';
import type { Cart } from '#domain/order/cart.ts';
import { placingFault } from '#domain/order/cart-deliveries.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { leftOf, type Tendered, type TenderFault, takeTender } from '#domain/tender/tender-walk.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import type { Sound } from '#renderer/app/sounds.ts';
import { cartNotes } from '#renderer/features/pay/cart-notes.ts';
import { type CartWalk, cartWalk, isPartPaid } from '#renderer/features/pay/cart-walk.ts';
import { depositCart, takesDeposit } from '#renderer/features/pay/deposit-cart.ts';
import { type KeptPayments, noKeptPayments, type PaymentKeep } from '#renderer/features/pay/kept-payments.ts';
import { createReceiptDesk } from '#renderer/features/pay/receipt-desk.ts';
import { isReturnedBefore } from '#renderer/features/pay/returned-before.ts';
import type { Stage } from '#renderer/features/pay/stage.ts';
import { ticketDrafts } from '#renderer/features/pay/ticket-drafts.ts';
import { createTicketJournal } from '#renderer/features/pay/ticket-journal.ts';
import type { ReceiptExtras } from '#renderer/features/receipts/receipt-of.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';
import type { SaleEdit } from '#renderer/features/sell/sale-state.ts';
import { withDeposit } from '#renderer/features/sell/with-deposit.ts';
import type { OrderFact, TillStore } from '#renderer/store/till-store.ts';

export interface CheckoutPorts {
  host: HostApi;
  sale: Sale;
  store: () => TillStore | null;
  config: () => RegisterConfig;
  /** The host's payments by third parties. */
  payments: () => readonly ThirdPartyPayment[];
  keep: PaymentKeep;
  receipt: (order: OrderFact, copy: number, extras: ReceiptExtras) => ReceiptDocument;
  /** What a receipt has besides its order; must come soon, and may come without. */
  extras: (order: OrderFact) => Promise<ReceiptExtras>;
  play: (sound: Sound) => void;
  /** What the line of a deposit is called on its receipt. */
  depositName: () => string;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, delayMs: number) => void;
}

/** Takes a sale from `pay` to `paid`: journalled first, then shown, remembered and printed. */
export interface Checkout {
  stage: Readable<Stage>;
  /** The last sale this window completed. */
  last: Readable<OrderFact | null>;
  /** What was taken for the cart being paid and stands in no fact yet. */
  kept: Readable<KeptPayments | null>;
  /** Whether the present cart is part-paid: it can't be cleared, parked or handed over. */
  isPartPaid(): boolean;
  /**
   * Whether money may be taken for the present cart: what was stopped or recalled is not sold, unless money was taken for it
   * already. Where not, it says so, and paying ends.
   */
  mayTake(): boolean;
  /** How far the present cart is paid; null without one. */
  walk(): CartWalk | null;
  /** To taking something back, from ringing up or from a sale just paid. */
  takeBack(text: string, orderId?: string): void;
  /** To the pay screen; nothing to pay stays where it is. `whole` is a tender that shall pay all of it at once. */
  begin(whole?: string): void;
  /** The tender that shall pay all at once; null when there is none, or it was heard already. */
  hearWhole(): string | null;
  /** Back to ringing up, as long as nothing has been handed to the host and no terminal is under way. */
  back(): void;
  /**
   * Takes a tender toward what is left, or gives money back by it; the last one completes the sale. Answers why not. Not heard
   * while a payment of the cart is open. `issued`: its instrument is new store credit.
   */
  take(tendered: Omit<Tendered, 'id'>, issued?: boolean): Promise<TenderFault | null>;
  /** Whether a deposit may be taken on the present cart: none of it is paid yet. */
  canDeposit(): boolean;
  /** Takes a deposit of `amount`, less than the total, on the present cart, which waits parked for the rest. */
  deposit(amount: Minor): void;
  /** To the pay screen with a payment onto a member's account; only while no cart is open. */
  payAccount(memberId: string, amount: Minor): void;
  /** Completes the sale once nothing is left, as when a terminal has approved the rest. */
  settle(): Promise<void>;
  /** Gives back what was taken by hand. */
  remove(paymentId: string): void;
  /** Voids an earlier sale with the present cart: it must give back all of that sale and nothing else. */
  voidSale(postVoid: NonNullable<KeptPayments['postVoid']>): void;
  /** From `paid` to the next sale. */
  next(): void;
  /** Goes on asking a host that does not answer until the function it gives is called, as when the operator leaves. */
  attend(): () => void;
  /** Prints the receipt of the sale just paid, or journals that the customer wants none, when that was asked. */
  answerPrint(wanted: boolean): Promise<void>;
  /** Prints a receipt again, marked as a copy. */
  printCopy(order: OrderFact, copy: number, form?: 'receipt' | 'gift'): Promise<Fault | null>;
}

export function createCheckout(ports: CheckoutPorts): Checkout {
  const { host, sale, store, config, payments, keep, play } = ports;
  const stage = createStore<Stage>({ at: 'selling' });
  const last = createStore<OrderFact | null>(null);
  const kept = createStore<KeptPayments | null>(null);
  const desk = createReceiptDesk(ports);
  const journal = createTicketJournal(ports);
  let wanted: string | null = null;
  let deciding = false;

  /** What was taken for the present cart; read again when the cart is another. */
  function keptNow(): KeptPayments {
    const cartId = sale.view.get().cart?.id;
    const current = kept.get();
    if (cartId === undefined) return current ?? noKeptPayments('');
    if (current?.cartId === cartId) return current;
    const loaded = keep.load(cartId);
    kept.set(loaded);
    return loaded;
  }

  function setKept(next: KeptPayments): void {
    keep.save(next);
    kept.set(next);
  }

  function walk(): CartWalk | null {
    const { cart, settled } = sale.view.get();
    return cart && settled ? cartWalk(cart, settled, keptNow(), payments()) : null;
  }

  /** `lastPayment` is the one that was just taken by hand and settled the rest: when nothing could be journalled, it is undone. */
  async function complete(lastPayment: string | null): Promise<void> {
    const { cart, settled, rules } = sale.view.get();
    const now = walk();
    if (!cart || !settled || !rules || !now) return;
    stage.set({ at: 'saving', unanswered: false });
    if (await isReturnedBefore(cart, store())) return refuse({ code: 'return-exceeds' }, lastPayment);
    for (const note of cartNotes(cart)) {
      const put = await attempt(host, 'vault.put', { subjectId: note.id, text: note.text });
      if (!put.ok) return refuse(put.fault, lastPayment);
    }
    const { store: settings } = config();
    const { taken, postVoid } = keptNow();
    const { tenders } = storePolicy(settings);
    const account = tenders.find(({ kind }) => kind === 'account')?.tenderId ?? 'account';
    const order = draftOrder({
      cart,
      settled,
      rules,
      currency: settings.currency.code,
      payments: [...now.walk.payments, ...accountCredit(cart, account, uuid())],
      rounding: now.walk.rounding,
    });
    const drafts = ticketDrafts({
      orderId: cart.id,
      order,
      placed: cart.placed
        ? placedFromTicket({ ticketId: cart.id, order, placed: cart.placed }, saidOf(settings))
        : null,
      tenders,
      issued: new Set(
        taken.flatMap(({ issued, payment }) => (issued && payment.instrument ? [payment.instrument] : [])),
      ),
      postVoid,
      newId: uuid,
    });
    await journal.append(cart.id, drafts, {
      journalled: completed,
      before: goOnFrom,
      refused: (fault) => refuse(fault, lastPayment),
      unanswered: () => stage.set({ at: 'saving', unanswered: true }),
    });
  }

  /** The ticket that is journalled stands: what was taken now is to be given back, and its receipt may not be printed yet. */
  function goOnFrom(order: OrderFact): void {
    void putDown(order);
    play('wrong');
    stage.set({ at: 'paid', order, printFault: null, ask: true, before: true });
  }

  /** What could not be journalled was not paid. */
  function refuse(fault: Fault, lastPayment: string | null): void {
    if (lastPayment !== null) removeTaken(lastPayment);
    play('wrong');
    stage.set({ at: 'paying', fault });
  }

  function removeTaken(paymentId: string): void {
    const current = keptNow();
    setKept({ ...current, taken: current.taken.filter(({ payment }) => payment.id !== paymentId) });
  }

  function completed(order: OrderFact, facts: readonly Fact[]): void {
    // A deposit's receipt says what is still due: its cart is parked first.
    const aside = putDown(order);
    const { print } = storePolicy(config().store).receipts;
    stage.set({ at: 'paid', order, printFault: null, ask: print === 'ask' });
    play('paid');
    store()
      ?.project(facts)
      .catch(() => sale.notify({ code: 'storage-full', params: {} }));
    void show(order, aside ? aside.then(() => desk.issue(order, print)) : desk.issue(order, print));
  }

  /** The cart is done with; one that a deposit was paid on is on its way to where parked carts are. */
  function putDown(order: OrderFact): Promise<void> | null {
    keep.drop(order.id);
    kept.set(null);
    const { cart } = sale.view.get();
    const aside = cart?.depositOn ? putAside(withDeposit(cart.depositOn, order)) : null;
    if (!aside) finish({ type: 'done' });
    last.set(order);
    return aside;
  }

  function canDeposit(): boolean {
    const { cart, settled } = sale.view.get();
    const now = walk();
    if (!cart || !settled || !now || now.walk.payments.length > 0 || now.open.length > 0) return false;
    return takesDeposit(cart, settled);
  }

  function finish(edit: SaleEdit): void {
    sale.lock(false);
    sale.edit(edit);
  }

  /** The cart that a deposit was paid on waits for the rest: parked, or where that fails on the screen. */
  async function putAside(cart: Cart): Promise<void> {
    finish((await sale.putAside(cart)) ? { type: 'done' } : { type: 'swap', cart });
  }

  /** Shows why a receipt of the sale just paid could not be queued. */
  async function show(order: OrderFact, printing: Promise<Fault | null>): Promise<void> {
    const printFault = await printing;
    if (printFault) stage.update((now) => (now.at === 'paid' && now.order === order ? { ...now, printFault } : now));
  }

  async function answerPrint(wanted: boolean): Promise<void> {
    const now = stage.get();
    if (now.at !== 'paid' || !now.ask) return;
    stage.set({ ...now, ask: false });
    if (wanted) await show(now.order, desk.print(now.order, 0));
    else await desk.decline(now.order);
  }

  const partPaid = (): boolean => isPartPaid(sale.view.get().cart, keptNow(), payments());

  function mayTake(): boolean {
    if (partPaid() || sale.tellHalted()) return true;
    if (stage.get().at === 'paying') {
      sale.lock(false);
      stage.set({ at: 'selling' });
    }
    return false;
  }

  /** Money is asked for once all discounts are allowed as large as they are: `allowed` is the cart that they were found to be in. */
  function begin(whole?: string, allowed?: Cart): void {
    if (stage.get().at !== 'selling') return;
    const entering = sale.entering();
    if (entering) {
      void entering.then(() => begin(whole, allowed));
      return;
    }
    if (!sale.view.get().settled) return;
    if (sale.view.get().prompt) {
      play('wrong');
      sale.notify({ code: 'question-open', params: {} });
      return;
    }
    const missing = placingFault(sale.view.get().cart ?? {});
    if (missing) {
      play('wrong');
      sale.notify({ code: `placing-${missing}`, params: {} });
      return;
    }
    if (!mayTake() || deciding) return;
    const decided = sale.view.get().cart === allowed ? null : sale.allowDiscounts();
    if (decided) {
      deciding = true;
      const decide = decided.finally(() => {
        deciding = false;
      });
      void decide.then((isAllowed) => isAllowed && begin(whole, sale.view.get().cart ?? undefined));
      return;
    }
    sale.lock(true);
    keptNow();
    wanted = whole ?? null;
    stage.set({ at: 'paying', fault: null });
  }

  function next(): void {
    void answerPrint(false);
    if (stage.get().at === 'paid') stage.set({ at: 'selling' });
  }

  return {
    stage,
    last,
    kept,
    walk,
    canDeposit,
    deposit(amount) {
      const { cart, settled, rules } = sale.view.get();
      if (stage.get().at !== 'paying' || !cart || !settled || !rules || !canDeposit()) return;
      sale.lock(false);
      sale.edit({ type: 'swap', cart: depositCart(cart, settled, rules, amount, ports.depositName()) });
      sale.lock(true);
      keptNow();
    },
    payAccount(memberId, amount) {
      if (stage.get().at !== 'selling' || sale.view.get().cart) return;
      sale.edit({ type: 'swap', cart: accountCart(sale.newCart(), memberId, amount) });
      begin();
    },
    isPartPaid: partPaid,
    mayTake,
    begin: (whole) => begin(whole),
    hearWhole() {
      const heard = wanted;
      wanted = null;
      return heard;
    },
    takeBack(text, orderId) {
      if (stage.get().at === 'paid') next();
      if (stage.get().at === 'selling') stage.set({ at: 'returning', text, orderId: orderId ?? null });
    },
    back() {
      if (stage.get().at === 'returning') stage.set({ at: 'selling' });
      const now = walk();
      if (stage.get().at !== 'paying' || (now?.open.length ?? 0) > 0) return;
      const { cart } = sale.view.get();
      // A payment onto an account stands on no other screen: what was taken for it is given back here, or the rest is taken.
      if (cart?.accountPayment !== undefined && now && now.walk.payments.length > 0) return play('wrong');
      sale.lock(false);
      sale.notify(null);
      if (cart?.depositOn && keptNow().taken.length === 0) sale.edit({ type: 'swap', cart: cart.depositOn });
      if (cart?.accountPayment !== undefined) sale.edit({ type: 'done' });
      stage.set({ at: 'selling' });
    },
    async take(tendered, issued) {
      const now = walk();
      if (stage.get().at !== 'paying' || !now || now.open.length > 0) return null;
      if (!mayTake()) return null;
      const { store: settings } = config();
      const rules = { cashRounding: settings.cashRounding, halves: storePolicy(settings).cashRoundingHalves };
      const result = takeTender(now.walk, { ...tendered, id: uuid() }, rules);
      if (!result.ok) {
        play('wrong');
        return result.fault;
      }
      const { payment } = result;
      const taken = { payment, rounding: result.walk.rounding - now.walk.rounding, ...(issued ? { issued } : {}) };
      const next = { ...keptNow(), taken: [...keptNow().taken, taken] };
      // What settles the rest goes to the journal at once: only a part-paid cart waits for more.
      if (result.isSettled) kept.set(next);
      else setKept(next);
      stage.set({ at: 'paying', fault: null });
      if (result.isSettled) await complete(payment.id);
      return null;
    },
    async settle() {
      const now = walk();
      if (stage.get().at !== 'paying' || !now || now.open.length > 0 || leftOf(now.walk) !== 0) return;
      await complete(null);
    },
    remove(paymentId) {
      if (stage.get().at === 'paying') removeTaken(paymentId);
    },
    voidSale: (postVoid) => setKept({ ...keptNow(), postVoid }),
    next,
    attend: journal.attend,
    answerPrint,
    printCopy: desk.print,
  };
}

function saidOf({ storeId, language }: RegisterConfig['store']) {
  return { storeId, placedAt: new Date().toISOString(), language };
}
