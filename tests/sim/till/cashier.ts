import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { Cart, Discount } from '#domain/order/cart.ts';
import {
  addItem,
  discountCart,
  discountLine,
  removeDiscount,
  removeLine,
  setQuantity,
} from '#domain/order/cart-edit.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { cashPayable, quickTenders } from '#domain/tender/cash.ts';
import type { AppendResult } from '#electron/host/journal/journal.ts';
import { payCash } from '#tests/fixtures/pay-cash.ts';
import type { Random } from '#tests/sim/kernel/random.ts';
import type { World } from '#tests/sim/kernel/world.ts';
import { keepShift } from './shift.ts';
import { keepStock } from './storekeeper.ts';
import type { TillWindow, WindowDisk } from './till-window.ts';

export interface CashierOptions {
  world: World;
  random: Random;
  window: TillWindow;
  disk: WindowDisk;
  operatorId: string;
  locationId: string;
  /** Where goods go to and come from; what is witnessed there is heard of only where a till of it runs. */
  otherLocationId: string;
  variantIds: readonly string[];
  rules: TaxRules;
  cashRounding: number;
  denominations: readonly number[];
  /** Counts some of the shelf, now and then. */
  count(): Promise<void>;
  /** Sees to an online order, now and then. */
  workOrders(): Promise<void>;
  /** False when the shop closes. */
  isOpen(): boolean;
  /** A sale that is asked for, before it is known what becomes of it. */
  offered(draft: FactDraft): void;
  /** The screen says paid. */
  paid(draft: FactDraft, answer: Extract<AppendResult, { ok: true }>): void;
}

/** Longest pause between two sales. */
const PAUSE_MS = 6_000;

/** Rings up one sale after the other at a window, until that is gone. */
export async function runCashier(options: CashierOptions): Promise<void> {
  const { window, random, disk, isOpen } = options;
  const { program } = window;
  while (isOpen()) {
    await program.wait(random.delayMs(PAUSE_MS));
    if (!isOpen()) return;
    await keepShift(options);
    await keepStock(options);
    await options.count();
    await options.workOrders();
    const cart = disk.cart ?? ringUp(options);
    if (!cart || !isOpen()) continue;
    if (disk.cart && random.chance(0.2)) {
      program.note(`drops the cart left behind ${cart.id.slice(-4)}`);
      disk.cart = null;
      continue;
    }
    await program.wait(random.delayMs(10));
    disk.cart = cart;
    await pay(options, cart);
  }
}

function ringUp({ window, random, world, operatorId, variantIds, rules }: CashierOptions): Cart | null {
  let cart: Cart = { id: random.uuid(world.nowMs), operatorId, openedAt: world.instant, lines: [], discounts: [] };
  for (let edits = random.int(1, 6); edits > 0; edits--) {
    const card = window.keeper.active.index.card(random.pick(variantIds));
    if (!card?.price) continue;
    const { variantId, sku, name, unit, taxCategory, price } = card;
    const quantity = unit === 'each' ? random.int(1, 3) : random.int(1, 2500);
    const item = { id: random.uuid(world.nowMs), variantId, sku, name, unit, taxCategory, quantity };
    cart = addItem(cart, { ...item, unitPrice: price.amount, priceVersion: price.version });
    if (random.chance(0.3)) cart = edited(cart, random, world.nowMs);
  }
  return cart.lines.length > 0 && settle(cart, rules).ok ? cart : null;
}

function edited(cart: Cart, random: Random, nowMs: number): Cart {
  const { id } = random.pick(cart.lines);
  const kind = random.pick(['percent', 'amount'] as const);
  const value = kind === 'percent' ? random.pick([50_000, 100_000, 333_333]) : random.int(1, 400);
  const discount: Discount = { id: random.uuid(nowMs), kind, value, reason: 'damaged' };
  switch (random.int(1, 5)) {
    case 1:
      return discountLine(cart, id, discount);
    case 2:
      return discountCart(cart, discount);
    case 3:
      return removeDiscount(discountLine(cart, id, discount), discount.id);
    case 4:
      return cart.lines.length > 1 ? removeLine(cart, id) : cart;
    default:
      return setQuantity(cart, id, random.int(1, 4));
  }
}

async function pay(options: CashierOptions, cart: Cart): Promise<void> {
  const { window, random, disk, world, paid, offered } = options;
  const { program } = window;
  const draft = draftOf(options, cart);
  const receipt: FactDraft = {
    id: random.uuid(world.nowMs),
    kind: 'receipt.issued',
    version: 1,
    payload: issued(cart),
  };
  for (;;) {
    offered(draft);
    const drafts = random.chance(0.3) ? [draft, receipt] : [draft];
    // A double tap asks twice.
    const asked = random.chance(0.2) ? [drafts, [draft]] : [drafts];
    const answers = await Promise.all(asked.map((each) => window.append(each)));
    for (const answer of answers) if (answer.ok) paid(draft, answer);
    if (answers.some(({ ok }) => ok)) break;
    // Paid before the till went down, with other money: that ticket stands.
    if (answers.some((answer) => !answer.ok && answer.fault.code === 'draft-differs')) break;
    program.note('cannot journal; the cashier tries again');
    await program.wait(random.int(500, 4_000));
  }
  await program.wait(random.delayMs(10));
  disk.cart = null;
}

function draftOf({ rules, cashRounding, denominations, random, world }: CashierOptions, cart: Cart): FactDraft {
  const result = settle(cart, rules);
  if (!result.ok) throw new Error(`the cart does not settle: ${JSON.stringify(result.faults)}`);
  const { total } = result.settled;
  const { payable } = cashPayable(total, cashRounding);
  const id = random.uuid(world.nowMs);
  const paid = payCash(id, total, random.pick(quickTenders(payable, denominations)), cashRounding);
  const payload = draftOrder({
    cart,
    settled: result.settled,
    rules,
    currency: 'GBP',
    ...paid,
  });
  return { id: cart.id, kind: 'order.completed', version: 1, payload };
}

function issued({ id }: Cart) {
  return { orderId: id, how: 'printed', copy: 0 };
}
