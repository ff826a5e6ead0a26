import { expect } from 'vitest';
import type { ErrorCode } from '#contracts/errors/registry.ts';
import { FACT_KINDS, type FactKind } from '#contracts/facts/kinds.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { type SaleStop, stopBook } from '#domain/catalog/sale-stop.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { PublishedPriceList } from '#domain/pricing/price-list.ts';
import type { Allowed } from '#renderer/features/override/override.ts';
import { createSale } from '#renderer/features/sell/sale.ts';
import type { SideEntry } from '#renderer/features/sell/side-journal.ts';
import type { MemberCard, ParkedEntry, ParkedHere, TillStore, VariantCard } from '#renderer/store/till-store.ts';

export const CONFIG = {
  store: {
    language: 'en-GB',
    timeZone: 'Europe/London',
    dayStartsAt: '04:00',
    currency: { code: 'EUR', digits: 2 },
    inStoreLayouts: [{ pattern: '21IIIIIWWWWWC' }, { pattern: '22IIIIIPPPPPC' }],
  },
  taxRules: {
    version: 1,
    pricesIncludeTax: true,
    rounding: 'rate',
    rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
  },
  operators: [],
  roles: [],
} as unknown as RegisterConfig;
export const OVERRIDE_ID = '0192f000-0000-7000-8000-00000000000a';

export function card(variantId: string, more: Partial<VariantCard> = {}): VariantCard {
  return {
    variantId,
    productId: variantId,
    sku: variantId.toUpperCase(),
    name: variantId,
    gtins: [],
    categoryId: 'c',
    unit: 'each',
    taxCategory: 'standard',
    price: { variantId, amount: 500, version: 1 },
    stock: { onHand: 9, asOf: '2026-11-21T10:00:00.000Z' },
    ...more,
  };
}

export const GOODS = [
  card('mug', { gtins: ['04006381333931'] }),
  card('cheese', { unit: 'kg', price: { variantId: 'cheese', amount: 1200, version: 1 }, rules: { plu: '123' } }),
  card('wine', { rules: { minimumAge: 18, linked: [{ variantId: 'deposit', quantity: 1 }] } }),
  card('tray', { rules: { linked: [{ variantId: 'deposit', quantity: 1 }] } }),
  card('beer', { rules: { minimumAge: 16 } }),
  card('deposit', { price: { variantId: 'deposit', amount: 25, version: 1 }, rules: { undiscountable: true } }),
  card('phone', { rules: { serialised: true } }),
  card('yoghurt', { gtins: ['09501101020917'] }),
  card('shirt-m', { productId: 'shirt', rules: { options: { size: 'M' } } }),
  card('shirt-s', { productId: 'shirt', rules: { options: { size: 'S' } } }),
  card('repair', { rules: { openPrice: true, service: true }, price: null }),
  card('hamper', { rules: { parts: [{ variantId: 'mug', quantity: 2 }] } }),
  card('giftcard', { rules: { openPrice: true, storedValue: 'gift-card' } }),
  card('priceless', { price: null }),
  card('fax', { archived: true }),
  card('milk', {
    dated: [
      { amount: 500, version: 1, effectiveAt: '' },
      { amount: 400, version: 2, effectiveAt: '2026-11-21T09:10:00.000Z' },
    ],
  }),
];

/** A sale on a till whose shop sells `GOODS`, and what it told, played and asked. */
export function till({
  barred = null as ErrorCode | null,
  money = false,
  refused = [] as string[],
  /** The first products are on their way; the database is not open yet. */
  loading = false,
  closed = false,
  /** What is not to be sold; it may change. */
  stops = [] as SaleStop[],
  /** Price lists that hold here, and members by id. */
  lists = [] as PublishedPriceList[],
  members = [] as MemberCard[],
  /** How much of a discount the role allows, parts per million; a decision allows what it was asked for. */
  limit = 1_000_000,
  config = CONFIG,
} = {}) {
  const told: SideEntry[] = [];
  const played: string[] = [];
  const asked: [string, number][] = [];
  let decided = 0;
  const receipts: string[] = [];
  let live: Cart | null = null;
  const parked: ParkedHere[] = [];
  const find = (test: (one: VariantCard) => boolean | undefined) => GOODS.find((one) => test(one)) ?? null;
  const store = {
    byGtin: async (gtin: string) => find((one) => one.gtins.includes(gtin)),
    bySku: async (sku: string) => {
      if (sku === 'UNREADABLE') throw new Error('the database does not answer');
      return find((one) => one.sku === sku.toUpperCase());
    },
    byPlu: async (plu: string) => find((one) => one.rules?.plu === plu),
    cards: async (ids: readonly string[]) => ids.map((id) => find((one) => one.variantId === id)),
    variantsOf: async (productId: string) => GOODS.filter((one) => one.productId === productId),
    membersByCard: async (text: string) => members.filter(({ cardNumber }) => cardNumber === text.toUpperCase()),
    member: async (memberId: string) => members.find((one) => one.memberId === memberId) ?? null,
    progress: () => ({
      state: loading ? 'first' : 'complete',
      products: GOODS.length,
      remaining: null,
      asOf: null,
      fault: null,
    }),
    loadCart: async () => live,
    saveCart: async (cart: Cart) => {
      live = cart;
    },
    dropCart: async () => {
      live = null;
    },
    recentOrders: async () => [],
    parkCart: async (one: ParkedHere) => {
      parked.push(one);
      live = null;
    },
    unparkCart: async (parkId: string) => {
      parked.splice(
        parked.findIndex((one) => one.parkId === parkId),
        1,
      );
    },
    parkedCarts: async () => parked.map((one): ParkedEntry => ({ ...one, registerId: null, state: 'here' })),
  } satisfies Partial<TillStore>;
  const sale = createSale({
    operatorId: 'ada',
    store: () => (closed ? null : (store as unknown as TillStore)),
    config: () => config,
    businessDate: () => '2026-11-21',
    play: (sound) => void played.push(sound),
    timing: { scanned() {}, added() {} },
    async allow(permission, size): Promise<Allowed> {
      asked.push([permission, size]);
      decided = Math.max(decided, size);
      return refused.includes(permission) ? { ok: false } : { ok: true, overrideId: OVERRIDE_ID };
    },
    journal: {
      tell(...entries) {
        for (const { kind, payload } of entries)
          expect(parse(FACT_KINDS[kind as FactKind][1], payload), kind).toMatchObject({ ok: true });
        told.push(...entries);
      },
    },
    onReceipt: (text) => void receipts.push(text),
    barred: () => barred,
    holdsMoney: () => money,
    unallowed: async (_, parts) =>
      parts.filter(({ size, overrideId }) => size > limit && (overrideId === undefined || size > decided)),
    stops: () => stopBook(stops),
    listsFor: (groupId) => lists.filter((list) => list.groupIds.includes(groupId)),
    training: () => false,
  });
  const lines = () =>
    sale.view.get().cart?.lines.map(({ variantId, quantity, unitPrice }) => [variantId, quantity, unitPrice]) ?? [];
  const kinds = () => told.map(({ kind }) => kind);
  const notice = () => sale.view.get().notice?.code;
  return { sale, told, kinds, played, asked, receipts, lines, notice, live: () => live, parked };
}
