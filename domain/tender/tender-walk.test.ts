import { describe, expect, it } from 'vitest';
import type { Tender } from '#domain/tender/tender.ts';
import {
  beginWalk,
  type CashRules,
  dueBy,
  foreignDue,
  leftOf,
  type Tendered,
  type TenderWalk,
  takeTender,
} from '#domain/tender/tender-walk.ts';

const base = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
const CASH: Tender = { ...base, tenderId: 'cash', kind: 'cash', name: 'Cash', givesChange: true };
const CARD: Tender = { ...base, tenderId: 'card', kind: 'card', name: 'Card', tips: true };
const SLIP: Tender = { ...base, tenderId: 'slip', kind: 'card-manual', name: 'Card', needsReference: true };
const GIFT: Tender = { ...base, tenderId: 'gift', kind: 'gift-card', name: 'Gift card' };
const VOUCHER: Tender = { ...base, tenderId: 'voucher', kind: 'voucher', name: 'Voucher', refunds: false };
const CREDIT: Tender = { ...base, tenderId: 'credit', kind: 'store-credit', name: 'Store credit' };
const ACCOUNT: Tender = { ...base, tenderId: 'account', kind: 'account', name: 'Account' };
/** One euro cent is 0.945 Rappen. */
const EURO: Tender = {
  ...base,
  tenderId: 'cash-eur',
  kind: 'cash',
  name: 'Euro',
  givesChange: true,
  foreign: { currency: { code: 'EUR', digits: 2 }, ratePpm: 945_000, denominations: [500, 1000, 2000] },
};

const EXACT: CashRules = { cashRounding: 1, halves: 'up' };
const FIVE: CashRules = { cashRounding: 5, halves: 'up' };

type Offer = Partial<Tendered> & Pick<Tendered, 'tender' | 'tendered'>;

/** Takes each, all of which must be accepted. */
function walked(total: number, offers: readonly Offer[], rules = EXACT, storedValue = 0): TenderWalk {
  let walk = beginWalk(total, storedValue);
  for (const [index, offer] of offers.entries()) {
    const result = takeTender(walk, { id: `p${index}`, ...offer }, rules);
    if (!result.ok) throw new Error(JSON.stringify(result.fault));
    walk = result.walk;
  }
  return walk;
}

function refused(walk: TenderWalk, offer: Offer, rules = EXACT) {
  const result = takeTender(walk, { id: 'p', ...offer }, rules);
  return result.ok ? null : result.fault;
}

describe('cash', () => {
  it('gives change', () => {
    const { payments } = walked(1413, [{ tender: CASH, tendered: 2000 }]);
    expect(payments).toEqual([{ id: 'p0', tender: 'cash', tendered: 2000, change: 587, amount: 1413 }]);
  });

  it('rounds what it settles, and only that', () => {
    const { payments, rounding } = walked(2347, [{ tender: CASH, tendered: 5000 }], FIVE);
    expect(payments[0]).toMatchObject({ tendered: 5000, change: 2655, amount: 2345 });
    expect(rounding).toBe(-2);
    const split = walked(
      2347,
      [
        { tender: CASH, tendered: 1000 },
        { tender: CARD, tendered: 1347 },
      ],
      FIVE,
    );
    expect([leftOf(split), split.rounding]).toEqual([0, 0]);
    const cashLast = walked(
      2348,
      [
        { tender: CARD, tendered: 1000 },
        { tender: CASH, tendered: 1350 },
      ],
      FIVE,
    );
    expect([leftOf(cashLast), cashLast.rounding]).toEqual([0, 2]);
  });

  it('is settled by the rounded amount, and by the exact one too where someone has the coins', () => {
    expect(leftOf(walked(2347, [{ tender: CASH, tendered: 2345 }], FIVE))).toBe(0);
    const coins = walked(2347, [{ tender: CASH, tendered: 2347 }], FIVE);
    expect([leftOf(coins), coins.rounding, coins.payments[0]?.change]).toEqual([0, 0, 0]);
  });

  it('takes what is between the exact and the rounded amount for all of it, in and out', () => {
    const ten: CashRules = { cashRounding: 10, halves: 'up' };
    const taken = walked(29_995, [{ tender: CASH, tendered: 29_996 }], ten);
    expect([leftOf(taken), taken.rounding, taken.payments[0]?.change]).toEqual([0, 1, 0]);
    const given = walked(-29_995, [{ tender: CASH, tendered: 29_996 }], ten);
    expect([leftOf(given), given.rounding, given.payments[0]?.amount]).toEqual([0, -5, -30_000]);
  });

  it('settles a rest below half the smallest coin with nothing', () => {
    const walk = walked(2, [{ tender: CASH, tendered: 0 }], FIVE);
    expect([leftOf(walk), walk.rounding, walk.payments[0]?.amount]).toEqual([0, -2, 0]);
    expect(refused(beginWalk(3), { tender: CASH, tendered: 0 }, FIVE)).toEqual({ code: 'amount-invalid' });
  });

  it('rounds halves as the store says: 0.25 of Danish krone up, 0.05 of New Zealand dollars down', () => {
    expect(dueBy(beginWalk(1025), CASH, { cashRounding: 50, halves: 'up' })).toBe(1050);
    expect(dueBy(beginWalk(1005), CASH, { cashRounding: 10, halves: 'down' })).toBe(1000);
    const walk = walked(1005, [{ tender: CASH, tendered: 2000 }], { cashRounding: 10, halves: 'down' });
    expect(walk.payments[0]).toMatchObject({ amount: 1000, change: 1000 });
  });
});

describe('foreign cash', () => {
  it('is worth its rate, and change is in the store’s own', () => {
    // 30.00 euro are 28.35 francs.
    const { payments, rounding } = walked(2345, [{ tender: EURO, tendered: 3000 }], FIVE);
    expect(payments[0]).toEqual({
      id: 'p0',
      tender: 'cash-eur',
      tendered: 2835,
      change: 490,
      amount: 2345,
      foreign: { currency: 'EUR', tendered: 3000, ratePpm: 945_000 },
    });
    expect(rounding).toBe(0);
  });

  it('rounds the change where its worth is no cash amount', () => {
    // 25.01 euro are 23.63 francs: 0.16 over is 0.15 of change.
    const walk = walked(2347, [{ tender: EURO, tendered: 2501 }], FIVE);
    expect(walk.payments[0]).toMatchObject({ tendered: 2363, change: 15, amount: 2348 });
    expect([walk.rounding, leftOf(walk)]).toEqual([1, 0]);
  });

  it('pays a part, the rest another way', () => {
    const walk = walked(
      2345,
      [
        { tender: EURO, tendered: 1000 },
        { tender: CARD, tendered: 1400 },
      ],
      FIVE,
    );
    expect(walk.payments.map((payment) => payment.amount)).toEqual([945, 1400]);
    expect(leftOf(walk)).toBe(0);
  });

  it('is asked for so that it covers what is due', () => {
    // 24.81 euro are 23.44545 francs, 23.45 of them.
    expect(foreignDue(2345, 945_000)).toBe(2481);
    expect(foreignDue(2346, 945_000)).toBe(2483);
    expect(foreignDue(945, 945_000)).toBe(1000);
    expect(foreignDue(0, 945_000)).toBe(0);
  });

  it('is not given back', () => {
    expect(refused(beginWalk(-1000), { tender: EURO, tendered: 1000 })).toEqual({ code: 'refund-not-given' });
  });
});

describe('other tenders', () => {
  it('split a total over any number of them', () => {
    const walk = walked(5000, [
      { tender: GIFT, tendered: 1000, instrument: 'G1', available: 1500 },
      { tender: CARD, tendered: 2500, reference: 'auth' },
      { tender: ACCOUNT, tendered: 500, memberId: 'm1' },
      { tender: CASH, tendered: 1000 },
    ]);
    expect(leftOf(walk)).toBe(0);
    expect(walk.payments.slice(0, 3)).toEqual([
      { id: 'p0', tender: 'gift', tendered: 1000, change: 0, amount: 1000, instrument: 'G1', balance: 500 },
      { id: 'p1', tender: 'card', tendered: 2500, change: 0, amount: 2500, reference: 'auth' },
      { id: 'p2', tender: 'account', tendered: 500, change: 0, amount: 500, accountId: 'm1' },
    ]);
  });

  it('take no more than is due', () => {
    const walk = beginWalk(2347);
    expect(refused(walk, { tender: CARD, tendered: 2350 }, FIVE)).toEqual({ code: 'over-tender', most: 2347 });
    expect(refused(walk, { tender: { ...CASH, givesChange: false }, tendered: 2350 }, FIVE)).toEqual({
      code: 'over-tender',
      most: 2345,
    });
  });

  it('give change in cash where they are set to, rounded', () => {
    const walk = walked(847, [{ tender: { ...VOUCHER, givesChange: true }, tendered: 1000 }], FIVE);
    expect(walk.payments[0]).toMatchObject({ tendered: 1000, change: 155, amount: 845 });
    expect(walk.rounding).toBe(-2);
  });

  it('take nothing once the ticket is settled', () => {
    const walk = walked(1000, [{ tender: CARD, tendered: 1000 }]);
    expect(refused(walk, { tender: CARD, tendered: 1 })).toEqual({ code: 'nothing-left' });
  });

  it.each<[string, Offer, string]>([
    ['no amount', { tender: CARD, tendered: 0 }, 'amount-invalid'],
    ['less than none', { tender: CARD, tendered: -5 }, 'amount-invalid'],
    ['a part of a penny', { tender: CARD, tendered: 1.5 }, 'amount-invalid'],
    ['more than there is', { tender: CASH, tendered: Number.MAX_SAFE_INTEGER }, 'amount-invalid'],
    ['no reference', { tender: SLIP, tendered: 100 }, 'reference-needed'],
    ['no gift card', { tender: GIFT, tendered: 100 }, 'instrument-needed'],
    ['no store credit', { tender: CREDIT, tendered: 100 }, 'instrument-needed'],
    ['no member', { tender: ACCOUNT, tendered: 100 }, 'member-needed'],
  ])('refuse %s', (_, offer, code) => {
    expect(refused(beginWalk(1000), offer)?.code).toBe(code);
  });

  it('spend no more of an instrument than it has', () => {
    const offer = { tender: GIFT, tendered: 800, instrument: 'G1', available: 500 };
    expect(refused(beginWalk(1000), offer)).toEqual({ code: 'value-insufficient', most: 500 });
  });
});

describe('stored value', () => {
  it('does not buy stored value', () => {
    const walk = beginWalk(3000, 2000);
    expect(dueBy(walk, GIFT, EXACT)).toBe(1000);
    expect(refused(walk, { tender: GIFT, tendered: 1500, instrument: 'G1' })).toEqual({
      code: 'value-for-value',
      most: 1000,
    });
    const part = walked(3000, [{ tender: GIFT, tendered: 600, instrument: 'G1' }], EXACT, 2000);
    expect(refused(part, { tender: VOUCHER, tendered: 500 })).toEqual({ code: 'value-for-value', most: 400 });
    const full = walked(3000, [{ tender: CREDIT, tendered: 1000, instrument: 'C1' }], EXACT, 2000);
    expect(refused(full, { tender: GIFT, tendered: 1, instrument: 'G1' })).toEqual({
      code: 'value-for-value',
      most: 0,
    });
    expect(
      leftOf(
        walked(
          3000,
          [
            { tender: GIFT, tendered: 1000, instrument: 'G1' },
            { tender: CARD, tendered: 2000 },
          ],
          EXACT,
          2000,
        ),
      ),
    ).toBe(0);
  });
});

describe('a walk put together again from its payments', () => {
  it('still does not buy stored value with stored value', () => {
    const { payments } = walked(3000, [{ tender: GIFT, tendered: 600, instrument: 'G1' }], EXACT, 2000);
    const again = { ...beginWalk(3000, 2000), payments };
    expect(dueBy(again, GIFT, EXACT)).toBe(400);
  });
});

describe('tips', () => {
  it('are beside the amount, where the tender takes them', () => {
    const walk = walked(2000, [{ tender: CARD, tendered: 2200, tip: 200 }]);
    expect(walk.payments[0]).toEqual({ id: 'p0', tender: 'card', tendered: 2200, change: 0, amount: 2000, tip: 200 });
    expect(refused(beginWalk(2000), { tender: CASH, tendered: 2200, tip: 200 })).toEqual({ code: 'tip-not-taken' });
    expect(refused(beginWalk(-2000), { tender: CARD, tendered: 2000, tip: 200 })).toEqual({ code: 'tip-not-taken' });
  });

  it('leave change of what is neither due nor tip', () => {
    const walk = walked(2000, [{ tender: { ...CASH, tips: true }, tendered: 2500, tip: 200 }]);
    expect(walk.payments[0]).toMatchObject({ tendered: 2500, tip: 200, change: 300, amount: 2000 });
  });
});

describe('money back', () => {
  it('goes out by one means or several, cash rounded', () => {
    const walk = walked(
      -2347,
      [
        { tender: CARD, tendered: 1000 },
        { tender: CASH, tendered: 1345 },
      ],
      FIVE,
    );
    expect(walk.payments).toEqual([
      { id: 'p0', tender: 'card', tendered: -1000, change: 0, amount: -1000 },
      { id: 'p1', tender: 'cash', tendered: -1345, change: 0, amount: -1345 },
    ]);
    expect([leftOf(walk), walk.rounding]).toEqual([0, 2]);
    expect(leftOf(walked(-2347, [{ tender: CASH, tendered: 2347 }], FIVE))).toBe(0);
  });

  it('is no more than is owed, and only by what gives money back', () => {
    expect(refused(beginWalk(-1000), { tender: CARD, tendered: 1001 })).toEqual({ code: 'over-tender', most: 1000 });
    expect(refused(beginWalk(-1000), { tender: VOUCHER, tendered: 1000 })).toEqual({ code: 'refund-not-given' });
    expect(refused(beginWalk(-1000), { tender: CARD, tendered: 0 })).toEqual({ code: 'amount-invalid' });
  });

  it('fills store credit', () => {
    const walk = walked(-1000, [{ tender: CREDIT, tendered: 1000, instrument: 'C1', available: 500 }]);
    expect(walk.payments[0]).toMatchObject({ amount: -1000, instrument: 'C1', balance: 1500 });
  });
});
