import { describe, expect, it } from 'vitest';
import type { Payment } from '#domain/order/order.ts';
import { type RefundAsked, refundMeans } from '#domain/order/refund-means.ts';
import type { Tender } from '#domain/tender/tender.ts';

const base = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
const tender = (tenderId: string, kind: Tender['kind'], own: Partial<Tender> = {}): Tender => ({
  ...base,
  tenderId,
  kind,
  name: tenderId,
  ...own,
});
const TENDERS = [
  tender('cash', 'cash'),
  tender('cash-eur', 'cash', {
    foreign: { currency: { code: 'EUR', digits: 2 }, ratePpm: 940_000, denominations: [] },
  }),
  tender('card', 'card'),
  tender('gift', 'gift-card'),
  tender('credit', 'store-credit'),
  tender('voucher', 'voucher', { refunds: false }),
];

let next = 0;
const payment = (by: string, amount: number, own: Partial<Payment> = {}): Payment => {
  next += 1;
  return { id: `p${next}`, tender: by, tendered: amount, change: 0, amount, ...own };
};

function plan(refund: number, payments: Payment[], own: Partial<RefundAsked> = {}) {
  const asked = { refund, paid: { payments, rounding: 0 }, givenBack: [], tenders: TENDERS, cashLimit: 100_000 };
  const { means, rest, overCashLimit } = refundMeans({ ...asked, ...own });
  return {
    means: means.map((one) => [one.tender, one.amount, one.instrument ?? one.original?.reference]),
    rest,
    overCashLimit,
  };
}

describe('refundMeans', () => {
  it('gives back to the card first, to its own gift card next, cash last', () => {
    const paid = [
      payment('cash', 1000),
      payment('gift', 500, { instrument: 'G1' }),
      payment('card', 2000, { reference: 'A' }),
    ];
    expect(plan(2700, paid)).toEqual({
      means: [
        ['card', 2000, 'A'],
        ['gift', 500, 'G1'],
        ['cash', 200, undefined],
      ],
      rest: 0,
      overCashLimit: 0,
    });
  });

  it('takes into account what went back to each before', () => {
    const paid = [payment('card', 2000, { reference: 'A' }), payment('cash', 1000)];
    const before = { payments: [payment('card', -1500), payment('cash', -100)], rounding: 0 };
    expect(plan(1000, paid, { givenBack: [before] }).means).toEqual([
      ['card', 500, 'A'],
      ['cash', 500, undefined],
    ]);
  });

  it('counts what went back by other means too, so that refunds never exceed what was paid', () => {
    const paid = [payment('card', 2000)];
    const credit = { payments: [payment('credit', -1500, { instrument: 'C1' })], rounding: 0 };
    expect(plan(800, paid, { givenBack: [credit] })).toMatchObject({ means: [['card', 500, undefined]], rest: 300 });
  });

  it('keeps two cards of one tender apart', () => {
    const paid = [payment('card', 300, { reference: 'A' }), payment('card', 700, { reference: 'B' })];
    const before = { payments: [payment('card', -400)], rounding: 0 };
    expect(plan(500, paid, { givenBack: [before] }).means).toEqual([['card', 500, 'B']]);
  });

  it('measures before cash rounding, so that the whole comes back', () => {
    // 23.47 paid with 23.45; 10.00 of it came back as it is.
    const paid = { payments: [payment('cash', 2345)], rounding: -2 };
    expect(plan(2347, [], { paid }).means).toEqual([['cash', 2347, undefined]]);
    const before = { payments: [payment('cash', -1005)], rounding: -2 };
    expect(plan(2000, [], { paid, givenBack: [before] })).toMatchObject({
      means: [['cash', 1344, undefined]],
      rest: 656,
    });
  });

  it('gives foreign cash back in the store’s own, in one heap with it', () => {
    const paid = [payment('cash', 500), payment('cash-eur', 940)];
    expect(plan(1440, paid).means).toEqual([['cash', 1440, undefined]]);
  });

  it('leaves a rest where a tender gives nothing back, or other goods paid', () => {
    expect(plan(1000, [payment('voucher', 1000)])).toMatchObject({ means: [], rest: 1000 });
    expect(plan(1000, [payment('card', 200)])).toMatchObject({ means: [['card', 200, undefined]], rest: 800 });
  });

  it('says how much of the cash is above the limit', () => {
    expect(plan(1500, [payment('cash', 2000)], { cashLimit: 1000 }).overCashLimit).toBe(500);
    expect(plan(1500, [payment('card', 2000)], { cashLimit: 1000 }).overCashLimit).toBe(0);
  });

  it('gives all as store credit if the customer agrees', () => {
    const paid = [payment('card', 2000), payment('cash', 1000)];
    expect(plan(2500, paid, { asStoreCredit: true })).toEqual({
      means: [['credit', 2500, undefined]],
      rest: 0,
      overCashLimit: 0,
    });
    const tenders = TENDERS.filter((one) => one.kind !== 'store-credit');
    expect(plan(2500, paid, { asStoreCredit: true, tenders })).toEqual({ means: [], rest: 2500, overCashLimit: 0 });
  });
});
