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

  it('that was journalled while the window went, and is paid again with more on it, goes on from its ticket', async () => {
    const { host, journal } = fakeHost();
    const first = fakeStore(journal);
    const before = selling(host, first.store);
    before.rung();
    const left = structuredClone(first.saved());
    // Another window has taken the cart up before the host's disk was done with what the first had asked.
    const again = selling(host, fakeStore(journal, left).store);
    if (!left) throw new Error('no cart was saved');
    again.sale.edit({ type: 'restore', cart: left });
    before.checkout.begin();
    await before.cash(1000);
    expect(journal).toHaveLength(1);

    again.rung();
    again.checkout.begin();
    await again.cash(2000);
    expect(journal).toHaveLength(1);
    expect(again.checkout.stage.get()).toMatchObject({
      at: 'paid',
      before: true,
      ask: true,
      order: { id: journal[0]?.id, payload: { total: 512 } },
    });
    expect([again.sale.view.get().cart, again.checkout.isPartPaid()]).toEqual([null, false]);
    again.checkout.next();
    again.rung();
    again.checkout.begin();
    await again.cash(1000);
    expect(journal.filter(({ kind }) => kind === 'order.completed')).toHaveLength(2);
  });

  it('whose ticket can’t be read stays, and says why', async () => {
    const { host, journal } = fakeHost();
    const { store, saved } = fakeStore();
    const first = selling(host, store);
    first.rung();
    const left = structuredClone(saved());
    first.checkout.begin();
    await first.cash(1000);
    const again = selling(host, fakeStore([], left).store);
    if (left) again.sale.edit({ type: 'restore', cart: left });
    again.rung();
    again.checkout.begin();
    await again.cash(2000);
    expect(again.checkout.stage.get()).toMatchObject({ at: 'paying', fault: { code: 'draft-differs' } });
    expect(journal).toHaveLength(1);
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
