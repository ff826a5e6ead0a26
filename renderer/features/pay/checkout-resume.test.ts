import { describe, expect, it } from 'vitest';
import { fakeHost, fakeStore, selling } from './testing/checkout-till.ts';

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
