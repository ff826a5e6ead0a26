import { describe, expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { HOST_METHODS, type HostApi, type HostInput, type HostMethod } from '#contracts/ipc/host.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { OrderDraft } from '#domain/order/order.ts';
import { createSale } from '#renderer/features/sell/sale.ts';
import type { OrderFact, TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { createCheckout } from './checkout.ts';

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
};
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

/** A host whose journal is a list; `answers` says what becomes of each append in turn, `ok` when it runs out. */
function fakeHost(answers: ('ok' | 'lost' | 'journal-disk-full')[] = []) {
  const journal: OrderFact[] = [];
  const calls: { method: HostMethod; input: unknown }[] = [];
  function append(draft: FactDraft): OrderFact {
    const known = journal.find((fact) => fact.id === draft.id);
    if (known) return known;
    const receipt = { series: 'T1', number: journal.length + 1 };
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
      payload: { receipt, ...(draft.payload as OrderDraft) },
    };
    expect(parse(OrderCompleted, fact.payload)).toMatchObject({ ok: true });
    journal.push(fact);
    return fact;
  }
  const host = {
    async call(method: HostMethod, input: unknown) {
      expect(parse(HOST_METHODS[method].input, input)).toMatchObject({ ok: true });
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
  } satisfies Partial<TillStore>;
  return { store: store as unknown as TillStore, projected, dropped, saved: () => cart };
}

function selling(host: HostApi, store: TillStore) {
  const later: (() => void)[] = [];
  const played: string[] = [];
  const shared = { store: () => store, config: () => CONFIG, play: (sound: string) => void played.push(sound) };
  const sale = createSale({ operatorId: 'ada', ...shared, timing: { scanned() {}, added() {} } });
  const receipt = () => ({ language: 'en-GB', blocks: [] });
  const checkout = createCheckout({ host, sale, ...shared, receipt, later: (callback) => void later.push(callback) });
  return { sale, checkout, later, played };
}

/** Everything that is already on its way has happened after this. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a checkout', () => {
  it('says paid only after the host has journalled, then forgets the cart, remembers the order and prints it', async () => {
    const { host, journal, called } = fakeHost();
    const { store, projected, dropped, saved } = fakeStore();
    const { sale, checkout } = selling(host, store);
    sale.add(MUG);
    const cartId = saved()?.id;
    checkout.begin();
    const paying = checkout.takeCash(1000);
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
    const { sale, checkout } = selling(host, fakeStore().store);
    sale.add(MUG);
    checkout.begin();
    await Promise.all([checkout.takeCash(510), checkout.takeCash(510), checkout.takeCash(1000)]);
    await checkout.takeCash(510);
    expect([journal.length, called('journal.append').length]).toEqual([1, 1]);
  });

  it('asks again with the same fact when the answer was lost, and lets nobody back to the cart meanwhile', async () => {
    const { host, journal, called } = fakeHost(['lost', 'lost']);
    const { sale, checkout, later } = selling(host, fakeStore().store);
    sale.add(MUG);
    checkout.begin();
    await checkout.takeCash(510);
    expect(checkout.stage.get()).toEqual({ at: 'saving', unanswered: true });
    checkout.back();
    sale.edit({ type: 'clear' });
    expect(checkout.stage.get().at).toBe('saving');
    expect(sale.view.get().cart?.lines).toHaveLength(1);
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
    const { sale, checkout, later } = selling(host, fakeStore().store);
    const leave = checkout.attend();
    sale.add(MUG);
    checkout.begin();
    await checkout.takeCash(510);
    leave();
    for (const again of later.splice(0)) again();
    await settled();
    expect(called('journal.append')).toHaveLength(1);
  });

  it('keeps the cart when the host could not journal, says why, and can try again', async () => {
    const { host, journal } = fakeHost(['journal-disk-full']);
    const { store, dropped } = fakeStore();
    const { sale, checkout } = selling(host, store);
    sale.add(MUG);
    checkout.begin();
    await checkout.takeCash(510);
    expect(checkout.stage.get()).toEqual({ at: 'paying', fault: { code: 'journal-disk-full' } });
    expect([sale.view.get().cart?.lines.length, dropped, journal]).toEqual([1, [], []]);
    await checkout.takeCash(510);
    expect([checkout.stage.get().at, journal.length]).toEqual(['paid', 1]);
  });

  it('takes no less than what is due', async () => {
    const { host, called } = fakeHost();
    const { sale, checkout } = selling(host, fakeStore().store);
    sale.add(MUG);
    checkout.begin();
    await checkout.takeCash(509);
    expect([checkout.stage.get().at, called('journal.append').length]).toEqual(['paying', 0]);
  });

  it('takes no edit while paying', async () => {
    const { sale, checkout } = selling(fakeHost().host, fakeStore().store);
    sale.add(MUG);
    checkout.begin();
    expect(sale.add(MUG)).toBe(false);
    checkout.back();
    expect(sale.add(MUG)).toBe(true);
    expect(sale.view.get().cart?.lines).toMatchObject([{ quantity: 2 }]);
  });

  it('does not begin without anything to pay', () => {
    const { checkout } = selling(fakeHost().host, fakeStore().store);
    checkout.begin();
    expect(checkout.stage.get().at).toBe('selling');
  });
});

describe('a sale', () => {
  it('drops a cart that was paid before the window went, and takes up one that was not', async () => {
    const { host, journal } = fakeHost();
    const { store, saved } = fakeStore(journal);
    const first = selling(host, store);
    first.sale.add(MUG);
    const left = structuredClone(saved());
    const again = selling(host, fakeStore([], left).store);
    await again.sale.resume(async () => {});
    expect(again.sale.view.get().cart).toEqual(left);

    first.checkout.begin();
    await first.checkout.takeCash(1000);
    const reopened = fakeStore(journal, left);
    const after = selling(host, reopened.store);
    await after.sale.resume(async () => {});
    expect([after.sale.view.get().cart, reopened.dropped]).toEqual([null, [left?.id]]);
  });

  it('adds nothing before the cart left behind is taken up, and holds a scan until then', async () => {
    const { host } = fakeHost();
    const { store, saved } = fakeStore();
    const first = selling(host, store);
    first.sale.add(MUG);
    const again = selling(host, fakeStore([], structuredClone(saved())).store);
    let level = (): void => {};
    const resumed = again.sale.resume(() => new Promise((resolve) => (level = resolve)));
    expect(again.sale.add(MUG)).toBe(false);
    const scanned = again.sale.enter('4006381333931');
    level();
    await resumed;
    expect(await scanned).toBe(true);
    expect(again.sale.view.get().cart).toMatchObject({ id: saved()?.id, lines: [{ quantity: 2 }] });
  });

  it('adds what was scanned, and says what to do about what it can not add', async () => {
    const { sale, played } = selling(fakeHost().host, fakeStore().store);
    expect(await sale.enter('4006381333931')).toBe(true);
    expect(sale.view.get().cart?.lines).toMatchObject([{ sku: 'MUG', quantity: 1, unitPrice: 512, priceVersion: 3 }]);
    expect(await sale.enter('5000157024671')).toBe(false);
    expect(sale.view.get().notice?.code).toBe('barcode-unknown');
    expect(await sale.enter('4006381333930')).toBe(false);
    expect(sale.view.get().notice?.code).toBe('barcode-check-digit');
    expect(await sale.enter('MUG')).toBe(true);
    expect(sale.view.get()).toMatchObject({ notice: null, cart: { lines: [{ quantity: 2 }] } });
    expect(played).toEqual(['scan', 'unknown', 'wrong', 'scan']);
  });

  it('sells what the stock does not know of, and says so; refuses what has no price', () => {
    const { sale } = selling(fakeHost().host, fakeStore().store);
    expect(sale.add({ ...MUG, stock: { onHand: 0, asOf: '2026-11-21T10:00:00.000Z' } })).toBe(true);
    expect(sale.view.get().notice?.code).toBe('stock-zero');
    expect(sale.add({ ...MUG, price: null })).toBe(false);
    expect(sale.view.get()).toMatchObject({ notice: { code: 'price-missing' }, cart: { lines: [{ quantity: 1 }] } });
  });
});
