import { describe, expect, it } from 'vitest';
import type { HostApi } from '#contracts/ipc/host.ts';
import { fakeHost, fakeStore, ITEM, selling, settled } from './testing/checkout-till.ts';

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

  it('has its receipt printed when its cart is parked, so that it can say what is due', async () => {
    const { host } = fakeHost();
    const { store, parked } = fakeStore();
    const parkedWhenPrinted: number[] = [];
    const watched: HostApi = {
      ...host,
      call(method, input) {
        if (method === 'printer.enqueue') parkedWhenPrinted.push(parked.length);
        return host.call(method, input);
      },
    };
    const { checkout, rung, cash } = selling(watched, store);
    rung();
    checkout.begin();
    checkout.deposit(200);
    await cash(200);
    await settled();
    expect(parkedWhenPrinted).toEqual([1]);
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
