import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOrder } from '#domain/order/check-order.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import type { Order } from '#domain/order/order.ts';
import { loadedBy, type PostVoidAsked, postVoid, undoesWhole } from '#domain/order/post-void.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const CASH: Tender = {
  tenderId: 'cash',
  kind: 'cash',
  name: 'Cash',
  ...{ givesChange: true, opensDrawer: true, refunds: true, tips: false, needsReference: false },
};

function asked(order: Order, own: Partial<PostVoidAsked> = {}): PostVoidAsked {
  let next = 0;
  const newId = () => `0193a5c0-0000-7000-8000-${String(++next).padStart(12, '0')}`;
  const what = { orderId: 'order', receipt: 'L1A-1', order, reason: 'mistake', tenders: [CASH], newId };
  return { ...what, pricesIncludeTax: order.pricesIncludeTax, ...own };
}

/** An order that something was paid for; the same each time. */
function sample(): Order {
  const paid = arbitraryOrder.filter(({ order }) => order.payments.length > 0);
  const [drawn] = fc.sample(paid, { numRuns: 1, seed: 1 });
  if (!drawn) throw new Error('no sample');
  return drawn.order;
}

describe('postVoid', () => {
  it('undoes any sale: both tickets come to nothing, and its own figures add up', () => {
    fc.assert(
      fc.property(arbitraryOrder, ({ order, rules }) => {
        const result = postVoid(asked(order));
        if (!result.ok) throw new Error(result.code);
        const { returns, payments, rounding } = result;
        const cart = { id: 'void', operatorId: 'o', openedAt: order.cartOpenedAt, lines: [], discounts: [], returns };
        const settled = settle(cart, rules);
        if (!settled.ok) throw new Error('does not settle');
        const draft = draftOrder({ cart, settled: settled.settled, rules, currency: 'GBP', payments, rounding });
        const undone = { ...draft, receipt: { series: 'L1A', number: 2 } };
        const cash = { cashRounding: 10, halves: 'up' as const, cashTenders: new Set(['cash']) };
        expect(checkOrder(undone, rules, cash)).toEqual([]);
        expect(undone.total + order.total).toBe(0);
        expect(result.total).toBe(undone.total);
        expect(undone.taxTotal + order.taxTotal).toBe(0);
        const paid = [...order.payments, ...undone.payments];
        expect(paid.reduce((sum, payment) => sum + payment.amount, 0)).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });

  it('gives foreign cash back in the store’s own, and keeps tips', () => {
    const order = sample();
    const foreign = { currency: 'EUR', tendered: 1000, ratePpm: 1_000_000 };
    const payments = [{ id: 'p', tender: 'cash-eur', tendered: 1000, change: 100, amount: 800, tip: 100, foreign }];
    const euro: Tender = {
      ...CASH,
      tenderId: 'cash-eur',
      foreign: { currency: { code: 'EUR', digits: 2 }, ratePpm: 1_000_000, denominations: [] },
    };
    const result = postVoid(asked({ ...order, payments }, { tenders: [euro, CASH] }));
    expect(result).toMatchObject({ ok: true, payments: [{ tender: 'cash', tendered: -800, change: 0, amount: -800 }] });
  });

  it('keeps the gift card, and what the acquirer calls the payment', () => {
    const payments = [
      { id: 'p', tender: 'gift', tendered: 500, change: 0, amount: 500, instrument: 'G1', reference: 'R' },
    ];
    const gift: Tender = { ...CASH, tenderId: 'gift', kind: 'gift-card' };
    const result = postVoid(asked({ ...sample(), payments }, { tenders: [gift] }));
    expect(result).toMatchObject({
      ok: true,
      payments: [{ tender: 'gift', amount: -500, instrument: 'G1', reference: 'R' }],
    });
  });

  it('takes a sold card back with its code, so that its value goes too', () => {
    const order = sample();
    const [line] = order.lines;
    if (!line) throw new Error('no line');
    const card = { ...line, amount: 500, storedValue: 'gift-card' as const, instrument: 'G1' };
    const sold = { ...order, lines: [card, { ...card, id: 'second', amount: 200 }] };
    const undone = postVoid(asked(sold));
    expect(undone).toMatchObject({
      ok: true,
      returns: [{ storedValue: 'gift-card', instrument: 'G1', amount: -500 }, {}],
    });
    expect(loadedBy(sold)).toEqual(new Map([['G1', 700]]));
    if (!undone.ok) throw new Error(undone.code);
    const { returns } = undone;
    expect(undoesWhole({ lines: [], returns }, 'order', sold)).toBe(true);
    expect(undoesWhole({ lines: [], returns: returns.slice(1) }, 'order', sold)).toBe(false);
    expect(undoesWhole({ lines: [], returns }, 'another', sold)).toBe(false);
    expect(undoesWhole({ lines: [card], returns }, 'order', sold)).toBe(false);
  });

  it('refuses what took goods back, a deposit, a payment on account, and what was paid by a tender that gives nothing back', () => {
    const order = sample();
    const sold = postVoid(asked(order));
    if (!sold.ok) throw new Error(sold.code);
    expect(postVoid(asked({ ...order, returns: sold.returns }))).toEqual({ ok: false, code: 'has-returns' });
    const [line] = order.lines;
    if (!line) throw new Error('no line');
    const deposit = { ...order, lines: [{ ...line, variantId: 'deposit' }] };
    expect(postVoid(asked(deposit))).toEqual({ ok: false, code: 'deposit' });
    expect(postVoid(asked({ ...order, lines: [] }))).toEqual({ ok: false, code: 'account-payment' });
    const tenders = [{ ...CASH, refunds: false }];
    expect(postVoid(asked(order, { tenders }))).toEqual({ ok: false, code: 'refund-not-given', tender: 'cash' });
  });
});
