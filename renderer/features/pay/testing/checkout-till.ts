import { expect } from 'vitest';
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
import type { StopBook } from '#domain/catalog/sale-stop.ts';
import type { Asked } from '#domain/operator/order-asked.ts';
import type { Cart, ReturnLine } from '#domain/order/cart.ts';
import type { OrderDraft } from '#domain/order/order.ts';
import type { Tender } from '#domain/tender/tender.ts';
import type { Allow } from '#renderer/features/override/override.ts';
import { createCheckout } from '#renderer/features/pay/checkout.ts';
import { createPaymentKeep } from '#renderer/features/pay/kept-payments.ts';
import { createSale } from '#renderer/features/sell/sale.ts';
import type { OrderFact, ParkedHere, TillStore, VariantCard } from '#renderer/store/till-store.ts';

export const CONFIG: RegisterConfig = {
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
export const CASH: Tender = {
  ...TENDER,
  tenderId: 'cash',
  kind: 'cash',
  name: 'Cash',
  givesChange: true,
  opensDrawer: true,
};
export const CARD: Tender = { ...TENDER, tenderId: 'card', kind: 'card', name: 'Card', tips: true };
export const SLIP: Tender = { ...TENDER, tenderId: 'slip', kind: 'card-manual', name: 'Slip', needsReference: true };
export const GIFT: Tender = { ...TENDER, tenderId: 'gift', kind: 'gift-card', name: 'Gift card' };
export const CREDIT: Tender = { ...TENDER, tenderId: 'credit', kind: 'store-credit', name: 'Store credit' };
export const ACCOUNT: Tender = { ...TENDER, tenderId: 'account', kind: 'account', name: 'On account' };
CONFIG.store.tenders = [CASH, CARD, SLIP, GIFT, CREDIT, ACCOUNT];
export const MUG: VariantCard = {
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

export const ITEM = {
  id: 'line',
  variantId: MUG.variantId,
  sku: MUG.sku,
  name: MUG.name,
  unit: MUG.unit,
  taxCategory: MUG.taxCategory,
  unitPrice: 512,
  priceVersion: 3,
};
export const REFUND: ReturnLine = {
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

/**
 * A host whose journal is a list; `answers` says what becomes of each append in turn, `ok` when it runs out. Another ticket under
 * an id that is journalled is refused, as by the host.
 */
export function fakeHost(answers: ('ok' | 'lost' | 'journal-disk-full')[] = []) {
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
  function differs({ id, payload }: FactDraft): boolean {
    const known = journal.find((fact) => fact.id === id);
    if (!known) return false;
    const { receipt: _, ...rest } = known.payload;
    return JSON.stringify(rest) !== JSON.stringify(payload);
  }
  const host = {
    async call(method: HostMethod, input: unknown) {
      expect(parse(HOST_METHODS[method].input, input), method).toMatchObject({ ok: true });
      calls.push({ method, input });
      if (method === 'permission.check') return { ok: true, refused: [] };
      if (method === 'journal.read') return { facts: journal, more: false };
      if (method !== 'journal.append') return { ok: true };
      const answer = answers.shift() ?? 'ok';
      if (answer === 'journal-disk-full') return { ok: false, fault: { code: answer } };
      const { drafts } = input as HostInput<'journal.append'>;
      if (drafts.some(differs)) return { ok: false, fault: { code: 'draft-differs' } };
      const facts = drafts.map(append);
      if (answer === 'lost') throw new Error('no answer');
      return { ok: true, facts };
    },
    subscribe: () => () => {},
  } as HostApi;
  return { host, journal, calls, called: (method: HostMethod) => calls.filter((call) => call.method === method) };
}

/** A till's database as far as paying needs it. */
export function fakeStore(orders: OrderFact[] = [], left: Cart | null = null) {
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
export function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as Storage;
}

export interface Around {
  storage?: Storage;
  payments?: ThirdPartyPayment[];
  config?: RegisterConfig;
  /** What is not to be sold; it may change. */
  stops?: StopBook;
  allow?: Allow;
  unallowed?: (cartId: string, asked: readonly Asked[]) => readonly Asked[];
}

/** A sale and its checkout between a host and a database. */
export function selling(host: HostApi, store: TillStore, around: Around = {}) {
  const { storage = fakeStorage(), payments = [], config = CONFIG, stops = new Map() } = around;
  const { allow = async () => ({ ok: true }), unallowed = () => [] } = around;
  const later: (() => void)[] = [];
  const played: string[] = [];
  const shared = { store: () => store, config: () => config, play: (sound: string) => void played.push(sound) };
  const sale = createSale({
    listsFor: () => [],
    operatorId: 'ada',
    ...shared,
    timing: { scanned() {}, added() {} },
    businessDate: () => '2026-11-21',
    allow,
    journal: { tell() {} },
    onReceipt() {},
    barred: () => null,
    holdsMoney: () => false,
    unallowed: async (cartId, asked) => unallowed(cartId, asked),
    stops: () => stops,
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
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
