import { describe, expect, it } from 'vitest';
import type { ThirdPartyPayment } from '#contracts/ipc/host.ts';
import { ACCOUNT, fakeHost, fakeStore, GIFT, MUG, SLIP, selling, settled } from './testing/checkout-till.ts';

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

  it('does not begin while an item is still asked about, and says so', async () => {
    const { sale, checkout, rung } = selling(fakeHost().host, fakeStore().store);
    rung();
    await sale.add({ ...MUG, rules: { serialised: true } });
    await settled();
    checkout.begin();
    expect([checkout.stage.get().at, sale.view.get().notice?.code]).toEqual(['selling', 'question-open']);
    sale.dismiss();
    checkout.begin();
    expect(checkout.stage.get().at).toBe('paying');
  });

  it('begins once what was scanned before it is in the cart', async () => {
    const { sale, checkout } = selling(fakeHost().host, fakeStore().store);
    void sale.enter('MUG');
    checkout.begin('cash');
    checkout.begin();
    void sale.enter('MUG');
    await settled();
    expect([checkout.stage.get().at, checkout.hearWhole()]).toEqual(['paying', 'cash']);
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
