import { describe, expect, it } from 'vitest';
import { checkOrder } from '#domain/order/check-order.ts';
import type { Order } from '#domain/order/order.ts';
import {
  CASH,
  CONFIG,
  fakeHost,
  fakeStorage,
  fakeStore,
  ITEM,
  SLIP,
  selling,
  settled,
} from './testing/checkout-till.ts';

describe('a payment on account', () => {
  it('takes money and journals it with its ticket, in one append; nothing is sold', async () => {
    const { host, journal, called } = fakeHost();
    const { sale, checkout, cash } = selling(host, fakeStore().store);
    checkout.payAccount('m1', 2500);
    expect(checkout.stage.get().at).toBe('paying');
    await cash(3000);
    await settled();
    expect(checkout.stage.get().at).toBe('paid');
    expect(called('journal.append')).toHaveLength(1);
    const [ticket, paid] = journal;
    expect(ticket?.payload).toMatchObject({
      memberId: 'm1',
      lines: [],
      total: 0,
      taxTotal: 0,
      rounding: 0,
      payments: [
        { tender: 'cash', tendered: 3000, change: 500, amount: 2500 },
        { tender: 'account', tendered: -2500, change: 0, amount: -2500, accountId: 'm1' },
      ],
    });
    expect(paid).toMatchObject({
      kind: 'account.paid',
      payload: { accountId: 'm1', amount: 2500, currency: 'GBP', orderId: ticket?.id },
    });
    expect(journal).toHaveLength(2);
    expect(sale.view.get().cart).toBeNull();
    expect(checkOrder(ticket?.payload as Order, CONFIG.taxRules)).toEqual([]);
  });

  it('may be split, rounds its cash, and its figures add up', async () => {
    const { host, journal } = fakeHost();
    const { checkout, cash } = selling(host, fakeStore().store);
    checkout.payAccount('m1', 1003);
    await checkout.take({ tender: SLIP, tendered: 500, reference: '77' });
    await cash(505);
    const ticket = journal[0]?.payload as Order;
    expect(ticket.rounding).toBe(2);
    const cashTenders = new Set(['cash']);
    expect(checkOrder(ticket, CONFIG.taxRules, { cashRounding: 5, halves: 'up', cashTenders })).toEqual([]);
  });

  it('rounds a half of the smallest coin as a sale does', async () => {
    const { host, journal } = fakeHost();
    const config = { ...CONFIG, store: { ...CONFIG.store, cashRounding: 10 } };
    const { checkout, cash } = selling(host, fakeStore().store, { config });
    checkout.payAccount('m1', 1005);
    await cash(1010);
    const ticket = journal[0]?.payload as Order;
    expect(ticket.rounding).toBe(5);
    const cash10 = { cashRounding: 10, halves: 'up' as const, cashTenders: new Set(['cash']) };
    expect(checkOrder(ticket, CONFIG.taxRules, cash10)).toEqual([]);
  });

  it('that is left untaken leaves nothing behind; one that is part-paid is not left', async () => {
    const { host, journal } = fakeHost();
    const { store, saved } = fakeStore();
    const { sale, checkout, played } = selling(host, store);
    checkout.payAccount('m1', 2500);
    checkout.back();
    expect([checkout.stage.get().at, sale.view.get().cart, saved()]).toEqual(['selling', null, null]);
    checkout.payAccount('m1', 2500);
    await checkout.take({ tender: CASH, tendered: 1000 });
    checkout.back();
    expect([checkout.stage.get().at, played.at(-1), journal.length]).toEqual(['paying', 'wrong', 0]);
  });

  it('is found again after a restart, with what was taken for it', async () => {
    const before = fakeStore();
    const storage = fakeStorage();
    const first = selling(fakeHost().host, before.store, { storage });
    first.checkout.payAccount('m1', 2500);
    await first.checkout.take({ tender: CASH, tendered: 1000 });
    const { host, journal } = fakeHost();
    const again = selling(host, fakeStore([], structuredClone(before.saved())).store, { storage });
    await again.sale.resume(async () => {});
    again.checkout.begin();
    await again.cash(1500);
    expect(journal[0]?.payload.payments.map(({ amount }) => amount)).toEqual([1000, 1500, -2500]);
  });

  it('does not begin beside a cart', () => {
    const { sale, checkout } = selling(fakeHost().host, fakeStore().store);
    sale.edit({ type: 'add', item: ITEM, cart: sale.newCart() });
    checkout.payAccount('m1', 2500);
    expect([checkout.stage.get().at, sale.view.get().cart?.lines.length]).toEqual(['selling', 1]);
  });
});
