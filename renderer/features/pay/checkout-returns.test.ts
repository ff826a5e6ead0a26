import { describe, expect, it } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';
import {
  type Around,
  CREDIT,
  fakeHost,
  fakeStore,
  GIFT,
  ITEM,
  REFUND,
  selling,
  settled,
} from './testing/checkout-till.ts';

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

  it('of a sold gift card takes its value back with it', async () => {
    const fake = fakeHost();
    const { sale, checkout, cash } = selling(fake.host, fakeStore().store);
    const card = { ...REFUND, storedValue: 'gift-card' as const, instrument: 'G1' };
    sale.edit({ type: 'return', line: card, cart: sale.newCart() });
    checkout.begin();
    await cash(500);
    expect(fake.journal.slice(1)).toMatchObject([
      { kind: 'value.redeemed', payload: { instrument: 'G1', amount: 500, orderId: fake.journal[0]?.id } },
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
