import { describe, expect, it } from 'vitest';
import type { HostApi } from '#contracts/ipc/host.ts';
import { CONFIG } from '#renderer/features/pay/testing/checkout-till.ts';
import type { OrderFact, TillStore } from '#renderer/store/till-store.ts';
import { receiptExtras } from './receipt-extras.ts';

const HOST = { call: async () => ({ ok: true, code: 'OT1.x' }), subscribe: () => () => {} } as unknown as HostApi;
const BILINGUAL = {
  ...CONFIG,
  store: { ...CONFIG.store, receipts: { languages: ['en-GB', 'zh-CN'] } },
} as typeof CONFIG;

const ticket = (variantIds: string[], more: object = {}): OrderFact =>
  ({ id: 'o1', payload: { lines: variantIds.map((variantId) => ({ variantId })) }, ...more }) as unknown as OrderFact;

function shop(training = false): TillStore {
  const names: Record<string, Record<string, string>> = { mug: { 'zh-CN': '杯子' }, tea: { zh: '茶' }, bag: {} };
  const waiting = [
    { total: 100, cart: { returns: [{ source: { orderId: 'other' } }] } },
    { total: 725, cart: { returns: [{ source: { orderId: 'o1' } }] } },
  ];
  return {
    cards: async (ids: string[]) =>
      ids.map((variantId) => (names[variantId] ? { variantId, names: names[variantId] } : null)),
    parkedCarts: async (asked?: boolean) => ((asked ?? false) === training ? waiting : []),
  } as unknown as TillStore;
}

describe('what a receipt has besides its order', () => {
  it('is the goods’ names in its second language, where it has one and they do', async () => {
    const order = ticket(['mug', 'tea', 'bag', 'gone']);
    const both = await receiptExtras(order, { host: HOST, store: shop(), config: BILINGUAL });
    expect(both).toMatchObject({ code: 'OT1.x', otherNames: { mug: '杯子', tea: '茶' } });
    const one = await receiptExtras(order, { host: HOST, store: shop(), config: CONFIG });
    expect(one.otherNames).toBeUndefined();
  });

  it('is what its member has in points in its currency, as of when the server said so', async () => {
    const order = ticket([], {});
    Object.assign(order.payload, { memberId: 'm1', currency: 'GBP' });
    const card = {
      memberId: 'm1',
      name: 'Mel',
      cardNumber: 'C1',
      earned: 30,
      points: [
        ['EUR', 5],
        ['GBP', 12],
      ],
    };
    const held = { ...shop(), member: async () => card, progress: () => ({ asOf: '2026-11-01T09:30:00.000Z' }) };
    const read = async (store: object) =>
      (await receiptExtras(order, { host: HOST, store: store as unknown as TillStore, config: CONFIG })).standing;
    expect(await read(held)).toEqual({ points: 12, earned: 30, asOf: '2026-11-01T09:30:00.000Z' });
    expect(await read({ ...held, progress: () => ({ asOf: null }) })).toBeNull();
    expect(await read({ ...held, member: async () => ({ ...card, points: undefined }) })).toBeNull();
  });

  it('is what a deposit leaves due, as long as its cart waits', async () => {
    const due = async (order: OrderFact, store = shop()) =>
      (await receiptExtras(order, { host: HOST, store, config: CONFIG })).balanceDue;
    expect(await due(ticket(['deposit']))).toBe(725);
    expect(await due(ticket(['deposit'], { training: true }), shop(true))).toBe(725);
    expect(await due(ticket(['deposit'], { id: 'o2' }))).toBeNull();
    expect(await due(ticket(['mug']))).toBeNull();
  });
});
