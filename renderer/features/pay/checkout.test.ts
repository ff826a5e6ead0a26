import { describe, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { FACT_KINDS, type FactKind } from '#contracts/facts/kinds.ts';
import {
  HOST_METHODS,
  type HostApi,
  type HostInput,
  type HostMethod,
  type ThirdPartyPayment,
} from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Cart, ReturnLine } from '#domain/order/cart.ts';
import type { OrderDraft } from '#domain/order/order.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { createSale } from '#renderer/features/sell/sale.ts';
import type { OrderFact, ParkedHere, TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { createCheckout } from './checkout.ts';
import { createPaymentKeep } from './kept-payments.ts';

const CONFIG: RegisterConfig = {
  revision: '1',
  store: {
    storeId: 's',
    locationId: 's',
    name: 'Shop',
    address: [],
    taxNumber: '',
    currency: { code: 'GBP', digits: 2 },
    language: 'en-GB',
    timeZone: 'Europe/London',
    dayStartsAt: '04:00',
    cashRounding: 5,
    denominations: [500, 1000],
    receiptFooter: [],
    discountReasons: ['staff'],
    demo: false,
  },
  register: { registerId: 'r', name: 'Till 1' },
  taxRules: {
    version: 1,
    pricesIncludeTax: true,
    rounding: 'rate',
    rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
  },
  operators: [],
  roles: [],
};
const TENDER = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
const CASH: Tender = { ...TENDER, tenderId: 'cash', kind: 'cash', name: 'Cash', givesChange: true, opensDrawer: true };
const CARD: Tender = { ...TENDER, tenderId: 'card', kind: 'card', name: 'Card', tips: true };
const SLIP: Tender = { ...TENDER, tenderId: 'slip', kind: 'card-manual', name: 'Slip', needsReference: true };
const GIFT: Tender = { ...TENDER, tenderId: 'gift', kind: 'gift-card', name: 'Gift card' };
const CREDIT: Tender = { ...TENDER, tenderId: 'credit', kind: 'store-credit', name: 'Store credit' };
const ACCOUNT: Tender = { ...TENDER, tenderId: 'account', kind: 'account', name: 'On account' };
CONFIG.store.tenders = [CASH, CARD, SLIP, GIFT, CREDIT, ACCOUNT];
const MUG: VariantCard = {
  variantId: 'mug',
  productId: 'mug',
  sku: 'MUG',
  name: 'Mug',
  gtins: ['04006381333931'],
  categoryId: 'c',
  unit: 'each',
  taxCategory: 'standard',
  price: { variantId: 'mug', amount: 512, version: 3 },
  stock: { onHand: 4, asOf: '2026-11-21T10:00:00.000Z' },
};

const ITEM = {
  id: 'line',
  variantId: MUG.variantId,
  sku: MUG.sku,
  name: MUG.name,
  unit: MUG.unit,
  taxCategory: MUG.taxCategory,
  unitPrice: 512,
  priceVersion: 3,
};
const REFUND: ReturnLine = {
  id: 'back',
  source: { orderId: '0192f000-0000-7000-8000-000000000001', receipt: 'T1-1', lineId: '1' },
  variantId: 'mug',
  sku: 'MUG',
  name: 'Mug',
  unit: 'each',
  taxCategory: 'standard',
  quantity: 1,
  amount: -500,
  taxes: [{ code: 'S', ratePpm: 200_000, base: -417, amount: -83 }],
  reason: 'faulty',
  condition: 'damaged',
};

/** A host whose journal is a list; `answers` says what becomes of each append in turn, `ok` when it runs out. */
function fakeHost(answers: ('ok' | 'lost' | 'journal-disk-full')[] = []) {
  const journal: OrderFact[] = [];
  const calls: { method: HostMethod; input: unknown }[] = [];
  function append(draft: FactDraft): OrderFact {
    const known = journal.find((fact) => fact.id === draft.id);
    if (known) return known;
    const receipt = { series: 'T1', number: journal.length + 1 };
    const payload = draft.payload as OrderDraft;
    const fact: OrderFact = {
      id: draft.id,
      kind: draft.kind,
      version: draft.version,
      storeId: 's',
      registerId: 'r',
      journalId: '00000000-0000-7000-8000-000000000001',
      seq: journal.length + 1,
      at: '2026-11-21T10:00:00.000Z',
      businessDate: '2026-11-21',
      operatorId: 'ada',
      prev: '0'.repeat(64),
      payload: draft.kind === 'order.completed' ? { receipt, ...payload } : (payload as OrderFact['payload']),
    };
    expect(parse(FACT_KINDS[draft.kind as FactKind][1], fact.payload)).toMatchObject({ ok: true });
    journal.push(fact);
    return fact;
  }
  const host = {
    async call(method: HostMethod, input: unknown) {
      expect(parse(HOST_METHODS[method].input, input), method).toMatchObject({ ok: true });
      calls.push({ method, input });
      if (method !== 'journal.append') return { ok: true };
      const answer = answers.shift() ?? 'ok';
      if (answer === 'journal-disk-full') return { ok: false, fault: { code: answer } };
      const { drafts } = input as HostInput<'journal.append'>;
      const facts = drafts.map(append);
      if (answer === 'lost') throw new Error('no answer');
      return { ok: true, facts };
    },
    subscribe: () => () => {},
  } as HostApi;
  return { host, journal, calls, called: (method: HostMethod) => calls.filter((call) => call.method === method) };
}

function fakeStore(orders: OrderFact[] = [], left: Cart | null = null) {
  let cart = left;
  const projected: unknown[] = [];
  const dropped: string[] = [];
  const parked: ParkedHere[] = [];
  const store = {
    byGtin: async (gtin: string) => (MUG.gtins.includes(gtin) ? MUG : null),
    bySku: async (sku: string) => (sku === MUG.sku ? MUG : null),
    saveCart: async (next: Cart) => {
      cart = next;
    },
    loadCart: async () => cart,
    dropCart: async (cartId: string) => {
      dropped.push(cartId);
      if (cart?.id === cartId) cart = null;
    },
    project: async (facts: readonly unknown[]) => {
      projected.push(...facts);
    },
    recentOrders: async () => orders,
    order: async (orderId: string) => orders.find(({ id }) => id === orderId) ?? null,
    returnsOf: async (orderId: string) =>
      orders.filter(({ payload }) => payload.returns?.some(({ source }) => source?.orderId === orderId)),
    parkedCarts: async () => [],
    parkCart: async (one: ParkedHere) => void parked.push(one),
    cards: async () => [],
  } satisfies Partial<TillStore>;
  return { store: store as unknown as TillStore, projected, dropped, parked, saved: () => cart };
}

/** What a window keeps over its restart. */
function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as Storage;
}

interface Around {
  storage?: Storage;
  payments?: ThirdPartyPayment[];
  config?: RegisterConfig;
}

function selling(host: HostApi, store: TillStore, around: Around = {}) {
  const { storage = fakeStorage(), payments = [], config = CONFIG } = around;
  const later: (() => void)[] = [];
  const played: string[] = [];
  const shared = { store: () => store, config: () => config, play: (sound: string) => void played.push(sound) };
  const sale = createSale({
    operatorId: 'ada',
    ...shared,
    timing: { scanned() {}, added() {} },
    businessDate: () => '2026-11-21',
    allow: async () => ({ ok: true }),
    journal: { tell() {} },
    onReceipt() {},
    barred: () => null,
    holdsMoney: () => false,
    training: () => false,
  });
  const checkout = createCheckout({
    host,
    sale,
    ...shared,
    payments: () => payments,
    keep: createPaymentKeep(storage),
    receipt: () => ({ language: 'en-GB', blocks: [{ kind: 'rule' }] }),
    extras: async () => ({}),
    depositName: () => 'Deposit',
    later: (callback) => void later.push(callback),
  });
  const rung = (): void => sale.edit({ type: 'add', item: ITEM, cart: sale.newCart() });
  const cash = (tendered: number) => checkout.take({ tender: CASH, tendered });
  return { sale, checkout, later, played, rung, cash, storage, payments };
}

/** Everything that is already on its way has happened after this. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a checkout', () => {
  it('says paid only after the host has journalled, then forgets the cart, remembers the order and prints it', async () => {
    const { host, journal, called } = fakeHost();
    const { store, projected, dropped, saved } = fakeStore();
    const { sale, checkout, rung, cash } = selling(host, store);
    rung();
    const cartId = saved()?.id;
    checkout.begin();
    const paying = cash(1000);
    expect(checkout.stage.get()).toEqual({ at: 'saving', unanswered: false });
    await paying;
    await settled();
    expect(checkout.stage.get()).toMatchObject({ at: 'paid', order: { id: cartId } });
    expect(journal[0]?.payload).toMatchObject({
      total: 512,
      rounding: -2,
      payments: [{ tendered: 1000, change: 490, amount: 510 }],
    });
    expect([projected.length, dropped, sale.view.get().cart]).toEqual([1, [cartId], null]);
    expect(called('printer.enqueue')).toMatchObject([{ input: { orderId: cartId, copy: 0, drawer: true } }]);
  });

  it('hears a second press neither while it saves nor after', async () => {
    const { host, journal, called } = fakeHost();
    const { checkout, rung, cash } = selling(host, fakeStore().store);
    rung();
    checkout.begin();
    await Promise.all([cash(510), cash(510), cash(1000)]);
    await cash(510);
    expect([journal.length, called('journal.append').length]).toEqual([1, 1]);
  });

  it('asks again with the same facts when the answer was lost, and lets nobody back to the cart meanwhile', async () => {
    const { host, journal, called } = fakeHost(['lost', 'lost']);
    const { sale, checkout, later, rung, cash } = selling(host, fakeStore().store);
    rung();
    checkout.begin();
    await cash(510);
    expect(checkout.stage.get()).toEqual({ at: 'saving', unanswered: true });
    checkout.back();
    sale.edit({ type: 'quantity', lineId: 'line', quantity: 5 });
    expect(checkout.stage.get().at).toBe('saving');
    expect(sale.view.get().cart?.lines).toMatchObject([{ quantity: 1 }]);
    for (const again of later.splice(0)) again();
    await settled();
    for (const again of later.splice(0)) again();
    await settled();
    expect(checkout.stage.get().at).toBe('paid');
    expect(journal).toHaveLength(1);
    const drafts = called('journal.append').map(({ input }) => JSON.stringify(input));
    expect([drafts.length, new Set(drafts).size]).toEqual([3, 1]);
  });

  it('stops asking when its operator is gone', async () => {
    const { host, called } = fakeHost(['lost']);
    const { checkout, later, rung, cash } = selling(host, fakeStore().store);
    const leave = checkout.attend();
    rung();
    checkout.begin();
    await cash(510);
    leave();
    for (const again of later.splice(0)) again();
    await settled();
    expect(called('journal.append')).toHaveLength(1);
  });

  it('keeps the cart when the host could not journal, says why, and can try again', async () => {
    const { host, journal } = fakeHost(['journal-disk-full']);
    const { store, dropped } = fakeStore();
    const { sale, checkout, rung, cash } = selling(host, store);
    rung();
    checkout.begin();
    await cash(510);
    expect(checkout.stage.get()).toEqual({ at: 'paying', fault: { code: 'journal-disk-full' } });
    expect([sale.view.get().cart?.lines.length, dropped, journal]).toEqual([1, [], []]);
    expect(checkout.isPartPaid()).toBe(false);
    await cash(510);
    expect([checkout.stage.get().at, journal.length]).toEqual(['paid', 1]);
  });

  it('takes no edit while paying', () => {
    const { sale, checkout, rung } = selling(fakeHost().host, fakeStore().store);
    rung();
    checkout.begin();
    rung();
    expect(sale.view.get().cart?.lines).toMatchObject([{ quantity: 1 }]);
    checkout.back();
    rung();
    expect(sale.view.get().cart?.lines).toMatchObject([{ quantity: 2 }]);
  });

  it('does not begin without anything to pay', () => {
    const { checkout } = selling(fakeHost().host, fakeStore().store);
    checkout.begin();
    expect(checkout.stage.get().at).toBe('selling');
  });
});

describe('several tenders', () => {
  it('are taken one after the other, kept over a restart, and stand in one ticket', async () => {
    const { host, journal } = fakeHost();
    const before = fakeStore();
    const first = selling(host, before.store);
    first.rung();
    first.checkout.begin();
    await first.cash(200);
    expect([first.checkout.stage.get().at, journal.length, first.checkout.isPartPaid()]).toEqual(['paying', 0, true]);

    const reopened = fakeStore([], structuredClone(before.saved()));
    const again = selling(host, reopened.store, { storage: first.storage });
    await again.sale.resume(async () => {});
    expect(again.checkout.isPartPaid()).toBe(true);
    again.checkout.begin();
    await again.checkout.take({ tender: SLIP, tendered: 312, reference: 'A7' });
    expect(again.checkout.stage.get().at).toBe('paid');
    expect(journal[0]?.payload).toMatchObject({
      rounding: 0,
      payments: [
        { tender: 'cash', amount: 200 },
        { tender: 'slip', amount: 312, reference: 'A7' },
      ],
    });
    expect(again.storage.getItem(`omnitill-payments-${journal[0]?.id}`)).toBeNull();
  });

  it('can be given back before the last', async () => {
    const { checkout, rung, cash } = selling(fakeHost().host, fakeStore().store);
    rung();
    checkout.begin();
    await cash(200);
    const [taken] = checkout.kept.get()?.taken ?? [];
    checkout.remove(taken?.payment.id ?? '');
    expect([checkout.isPartPaid(), checkout.walk()?.walk.payments]).toEqual([false, []]);
  });

  it('say why they are not taken, and leave all as it was', async () => {
    const { checkout, rung, played } = selling(fakeHost().host, fakeStore().store);
    rung();
    checkout.begin();
    expect(await checkout.take({ tender: SLIP, tendered: 600, reference: 'A' })).toEqual({
      code: 'over-tender',
      most: 512,
    });
    expect(await checkout.take({ tender: SLIP, tendered: 512 })).toEqual({ code: 'reference-needed' });
    expect([checkout.stage.get().at, checkout.isPartPaid(), played]).toEqual(['paying', false, ['wrong', 'wrong']]);
  });

  it('of stored value and accounts are journalled with their ticket, in one append', async () => {
    const { host, journal, called } = fakeHost();
    const { sale, checkout, rung } = selling(host, fakeStore().store);
    sale.edit({ type: 'member', memberId: 'm1' });
    rung();
    checkout.begin();
    await checkout.take({ tender: GIFT, tendered: 300, instrument: 'G1', available: 1000 });
    await checkout.take({ tender: ACCOUNT, tendered: 212, memberId: 'm1' });
    const orderId = journal[0]?.id;
    expect(called('journal.append')).toHaveLength(1);
    expect(journal.map(({ kind, payload }) => [kind, payload])).toMatchObject([
      ['order.completed', { payments: [{ balance: 700 }, { accountId: 'm1' }] }],
      ['value.redeemed', { instrument: 'G1', class: 'gift-card', amount: 300, orderId }],
      ['account.charged', { accountId: 'm1', amount: 212, orderId }],
    ]);
  });
});

describe('a payment by a terminal', () => {
  const payment = (cartId: string, parts: Partial<ThirdPartyPayment>): ThirdPartyPayment => ({
    paymentId: '0192f000-0000-7000-8000-0000000000cc',
    cartId,
    tender: 'card',
    direction: 'sale',
    amount: 512,
    state: 'approved',
    tip: 0,
    reference: 'R1',
    message: null,
    qr: null,
    ...parts,
  });

  it('that was approved counts, with its tip, also after a restart', async () => {
    const { host, journal } = fakeHost();
    const { checkout, rung, sale, payments } = selling(host, fakeStore().store);
    rung();
    payments.push(payment(sale.view.get().cart?.id ?? '', { tip: 88 }));
    expect(checkout.isPartPaid()).toBe(true);
    checkout.begin();
    await checkout.settle();
    expect(journal[0]?.payload).toMatchObject({
      rounding: 0,
      payments: [{ id: payments[0]?.paymentId, tendered: 600, amount: 512, tip: 88, reference: 'R1' }],
    });
  });

  it.each(['asked', 'unknown'] as const)('that is %s lets nothing else be taken, nor anybody leave', async (state) => {
    const { host, called } = fakeHost();
    const { checkout, rung, cash, sale, payments } = selling(host, fakeStore().store);
    rung();
    checkout.begin();
    payments.push(payment(sale.view.get().cart?.id ?? '', { state }));
    await cash(510);
    await checkout.settle();
    checkout.back();
    expect([checkout.stage.get().at, called('journal.append').length, checkout.isPartPaid()]).toEqual([
      'paying',
      0,
      true,
    ]);
  });

  it('of another cart, or that came to nothing, does not count', async () => {
    const { host, called } = fakeHost();
    const { checkout, rung, sale, payments } = selling(host, fakeStore().store);
    rung();
    const cartId = sale.view.get().cart?.id ?? '';
    payments.push(payment('0192f000-0000-7000-8000-0000000000dd', {}), payment(cartId, { state: 'declined' }));
    checkout.begin();
    await checkout.settle();
    expect([called('journal.append').length, checkout.isPartPaid(), checkout.walk()?.declined?.state]).toEqual([
      0,
      false,
      'declined',
    ]);
  });
});

describe('money back', () => {
  function returning(around: Around = {}) {
    const fake = fakeHost();
    const all = selling(fake.host, fakeStore().store, around);
    all.sale.edit({ type: 'return', line: REFUND, cart: all.sale.newCart() });
    return { ...fake, ...all };
  }

  it('goes out in cash', async () => {
    const { checkout, cash, journal } = returning();
    checkout.begin();
    await cash(500);
    expect(journal[0]?.payload).toMatchObject({ lines: [], total: -500, payments: [{ tender: 'cash', amount: -500 }] });
    expect(journal[0]?.payload.returns).toMatchObject([{ amount: -500 }]);
  });

  it('becomes new store credit, or goes back to a card that exists', async () => {
    const fresh = returning();
    fresh.checkout.begin();
    await fresh.checkout.take({ tender: CREDIT, tendered: 500, instrument: 'SCNEW' }, true);
    expect(fresh.journal.slice(1)).toMatchObject([
      { kind: 'value.issued', payload: { instrument: 'SCNEW', class: 'store-credit', amount: 500 } },
    ]);
    const known = returning();
    known.checkout.begin();
    await known.checkout.take({ tender: GIFT, tendered: 500, instrument: 'G1' });
    expect(known.journal.slice(1)).toMatchObject([
      { kind: 'value.redeemed', payload: { instrument: 'G1', amount: -500 } },
    ]);
  });

  it('of a voided sale journals both facts together', async () => {
    const { checkout, cash, journal, called } = returning();
    checkout.voidSale({ orderId: REFUND.source?.orderId ?? '', reason: 'mistake', lines: 1 });
    checkout.begin();
    await cash(500);
    expect(called('journal.append')).toHaveLength(1);
    expect(journal.map(({ kind }) => kind)).toEqual(['order.completed', 'sale.post-voided']);
    expect(journal[1]?.payload).toMatchObject({ orderId: REFUND.source?.orderId, returnId: journal[0]?.id });
  });

  it('is a plain return when the voided sale is not whole any more, or something else is sold with it', async () => {
    const part = returning();
    part.checkout.voidSale({ orderId: REFUND.source?.orderId ?? '', reason: 'mistake', lines: 2 });
    part.checkout.begin();
    await part.cash(500);
    expect(part.journal.map(({ kind }) => kind)).toEqual(['order.completed']);
    const more = returning();
    more.checkout.voidSale({ orderId: REFUND.source?.orderId ?? '', reason: 'mistake', lines: 1 });
    more.rung();
    more.checkout.begin();
    await more.cash(15);
    expect(more.journal.map(({ kind }) => kind)).toEqual(['order.completed']);
  });

  it('is the difference in an exchange, which may be none', async () => {
    const { sale, checkout, journal } = returning();
    sale.edit({ type: 'add', item: { ...ITEM, unitPrice: 500 }, cart: sale.newCart() });
    checkout.begin();
    await checkout.settle();
    expect(journal[0]?.payload).toMatchObject({ total: 0, payments: [], lines: [{ amount: 500 }] });
  });
});

describe('a receipt', () => {
  const withPrint = (print: 'ask' | 'never'): RegisterConfig => ({
    ...CONFIG,
    store: { ...CONFIG.store, receipts: { print, widthMm: 58, languages: ['en-GB'], header: [] } },
  });

  it('is asked for where the store asks: the drawer opens at once, paper comes when wanted', async () => {
    const { host, called, journal } = fakeHost();
    const { checkout, rung, cash } = selling(host, fakeStore().store, { config: withPrint('ask') });
    rung();
    checkout.begin();
    await cash(510);
    await settled();
    expect(checkout.stage.get()).toMatchObject({ at: 'paid', ask: true });
    expect(called('printer.enqueue')).toMatchObject([{ input: { document: { blocks: [] }, drawer: true } }]);
    await checkout.answerPrint(true);
    expect(checkout.stage.get()).toMatchObject({ ask: false });
    expect(called('printer.enqueue')[1]).toMatchObject({
      input: { copy: 0, document: { blocks: [{ kind: 'rule' }] } },
    });
    expect(journal).toHaveLength(1);
  });

  it('that nobody wanted is journalled as declined, also by going on', async () => {
    const { host, journal } = fakeHost();
    const { checkout, rung, cash } = selling(host, fakeStore().store, { config: withPrint('ask') });
    rung();
    checkout.begin();
    await cash(510);
    checkout.next();
    await settled();
    expect(checkout.stage.get().at).toBe('selling');
    expect(journal[1]).toMatchObject({ kind: 'receipt.issued', payload: { how: 'declined', copy: 0 } });
  });

  it('is never printed where the store says so, and a card alone does not open the drawer', async () => {
    const { host, called } = fakeHost();
    const { checkout, rung } = selling(host, fakeStore().store, { config: withPrint('never') });
    rung();
    checkout.begin();
    await checkout.take({ tender: SLIP, tendered: 512, reference: 'A' });
    await settled();
    expect([checkout.stage.get().at, called('printer.enqueue')]).toEqual(['paid', []]);
  });
});

describe('a sale', () => {
  it('drops a cart that was paid before the window went, and takes up one that was not', async () => {
    const { host, journal } = fakeHost();
    const { store, saved } = fakeStore(journal);
    const first = selling(host, store);
    first.rung();
    const left = structuredClone(saved());
    const again = selling(host, fakeStore([], left).store);
    await again.sale.resume(async () => {});
    expect(again.sale.view.get().cart).toEqual(left);

    first.checkout.begin();
    await first.cash(1000);
    const reopened = fakeStore(journal, left);
    const after = selling(host, reopened.store);
    await after.sale.resume(async () => {});
    expect([after.sale.view.get().cart, reopened.dropped]).toEqual([null, [left?.id]]);
  });

  it('adds nothing before the cart left behind is taken up, and holds a scan until then', async () => {
    const { host } = fakeHost();
    const { store, saved } = fakeStore();
    const first = selling(host, store);
    await first.sale.enter('4006381333931');
    const again = selling(host, fakeStore([], structuredClone(saved())).store);
    let level = (): void => {};
    const resumed = again.sale.resume(() => new Promise((resolve) => (level = resolve)));
    again.rung();
    expect(again.sale.view.get().cart).toBeNull();
    const scanned = again.sale.enter('4006381333931');
    level();
    await resumed;
    expect(await scanned).toBe(true);
    expect(again.sale.view.get().cart).toMatchObject({ id: saved()?.id, lines: [{ quantity: 2 }] });
  });
});

describe('a deposit', () => {
  it('is a ticket of its own; the cart waits parked with it taken off', async () => {
    const { host, journal } = fakeHost();
    const { store, parked, saved } = fakeStore();
    const { sale, checkout, rung, cash } = selling(host, store);
    rung();
    const cartId = saved()?.id;
    checkout.begin();
    expect(checkout.canDeposit()).toBe(true);
    checkout.deposit(200);
    expect(saved()).toMatchObject({ depositOn: { id: cartId } });
    expect(checkout.canDeposit()).toBe(false);
    await cash(200);
    await settled();
    expect(journal[0]?.payload).toMatchObject({
      lines: [{ name: 'Deposit: Mug', parts: [] }],
      total: 200,
      taxes: [{ base: 167, amount: 33 }],
    });
    expect(journal[0]?.id).not.toBe(cartId);
    const [waiting] = parked;
    expect(waiting).toMatchObject({
      total: 312,
      cart: { id: cartId, returns: [{ amount: -200, source: { orderId: journal[0]?.id, receipt: 'T1-1' } }] },
    });
    expect([parked.length, saved(), sale.view.get().cart]).toEqual([1, null, null]);
  });

  it("stays on its cart: it can't be taken off, and clearing leaves it to be given back", async () => {
    const { host, journal } = fakeHost();
    const { store, parked } = fakeStore();
    const { sale, checkout, rung, cash } = selling(host, store);
    rung();
    checkout.begin();
    checkout.deposit(200);
    await cash(200);
    await settled();
    checkout.next();
    const cart = parked[0]?.cart;
    if (!cart) throw new Error('nothing is parked');
    sale.edit({ type: 'restore', cart });
    sale.edit({ type: 'remove-return', returnId: cart.returns?.[0]?.id ?? '' });
    expect(sale.view.get()).toMatchObject({ notice: { code: 'deposit-taken' }, settled: { total: 312 } });
    sale.edit({ type: 'clear', reason: 'customer-left' });
    expect(sale.view.get()).toMatchObject({ cart: { id: cart.id, lines: [] }, settled: { total: -200 } });
    checkout.begin();
    await cash(200);
    expect(journal.at(-1)?.payload).toMatchObject({ total: -200, payments: [{ tender: 'cash', amount: -200 }] });
  });

  it('that is not paid gives the cart back', () => {
    const { store } = fakeStore();
    const { sale, checkout, rung } = selling(fakeHost().host, store);
    rung();
    const cartId = sale.view.get().cart?.id;
    checkout.begin();
    checkout.deposit(200);
    checkout.back();
    expect(sale.view.get().cart).toMatchObject({ id: cartId, lines: [{ variantId: 'mug' }] });
    expect(checkout.stage.get()).toEqual({ at: 'selling' });
  });

  it('that was journalled when the till went down is found again: its cart is parked', async () => {
    const { host, journal } = fakeHost();
    const first = fakeStore();
    const before = selling(host, first.store);
    before.rung();
    before.checkout.begin();
    before.checkout.deposit(200);
    const left = structuredClone(first.saved());
    await before.cash(200);
    await settled();
    const second = fakeStore(journal, left);
    const { sale } = selling(host, second.store);
    await sale.resume(async () => {});
    expect(second.parked).toMatchObject([{ parkId: first.parked[0]?.parkId, cart: { returns: [{ amount: -200 }] } }]);
    expect([second.saved(), sale.view.get().cart]).toEqual([null, null]);
  });

  it('is not taken on stored value', () => {
    const { sale, checkout } = selling(fakeHost().host, fakeStore().store);
    sale.edit({ type: 'add', item: { ...ITEM, storedValue: 'gift-card' }, cart: sale.newCart() });
    checkout.begin();
    expect(checkout.canDeposit()).toBe(false);
  });
});

describe('a return', () => {
  it('of what came back in another cart meanwhile is not paid out again', async () => {
    const sold = await soldMug();
    const source = { orderId: sold.id, receipt: 'T1-1', lineId: sold.payload.lines[0]?.id ?? '' };
    const back: ReturnLine = {
      ...REFUND,
      source,
      amount: -512,
      taxes: [{ code: 'S', ratePpm: 200_000, base: -427, amount: -85 }],
    };
    const { host, journal } = fakeHost();
    const orders = [sold];
    const { sale, checkout, cash } = selling(host, fakeStore(orders).store);
    const refund = async (): Promise<void> => {
      sale.edit({ type: 'return', line: back, cart: sale.newCart() });
      checkout.begin();
      await cash(510);
      await settled();
    };
    await refund();
    expect(journal).toHaveLength(1);
    orders.push(...journal);
    checkout.next();
    await refund();
    expect(journal).toHaveLength(1);
    expect(checkout.stage.get()).toEqual({ at: 'paying', fault: { code: 'return-exceeds' } });
  });

  async function soldMug(): Promise<OrderFact> {
    const { host, journal } = fakeHost();
    const { rung, checkout, cash } = selling(host, fakeStore().store);
    rung();
    checkout.begin();
    await cash(510);
    const [sold] = journal;
    if (!sold) throw new Error('not sold');
    return sold;
  }
});
