import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPayment } from '#domain/order/check-payment.ts';
import { checkRounding } from '#domain/order/check-rounding.ts';
import type { OrderFault } from '#domain/order/order-fault.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { beginWalk, type CashRules, dueBy, leftOf, type TenderWalk, takeTender } from '#domain/tender/tender-walk.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const base = { givesChange: false, opensDrawer: false, refunds: true, tips: false, needsReference: false };
const CASH: Tender = { ...base, tenderId: 'cash', kind: 'cash', name: 'Cash', givesChange: true };
const CARD: Tender = { ...base, tenderId: 'card', kind: 'card', name: 'Card', tips: true };
const GIFT: Tender = { ...base, tenderId: 'gift', kind: 'gift-card', name: 'Gift card' };
const VOUCHER: Tender = { ...base, tenderId: 'voucher', kind: 'voucher', name: 'Voucher', refunds: false };
const EURO: Tender = {
  ...base,
  tenderId: 'cash-eur',
  kind: 'cash',
  name: 'Euro',
  givesChange: true,
  foreign: { currency: { code: 'EUR', digits: 2 }, ratePpm: 940_000, denominations: [500, 1000] },
};
const TENDERS = [CASH, CARD, GIFT, VOUCHER, EURO];

interface Offer {
  tender: Tender;
  tendered: number;
  tip: number;
  /** So much more or less than what is due by it, instead of `tendered`. */
  near: number | null;
}

const rules: fc.Arbitrary<CashRules> = fc.record({
  cashRounding: fc.constantFrom(1, 5, 10, 50, 100),
  halves: fc.constantFrom('up' as const, 'down' as const),
});
const offers: fc.Arbitrary<Offer[]> = fc.array(
  fc.record({
    tender: fc.constantFrom(...TENDERS),
    tendered: fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom(5, 100, 1000, 2000, 5000)),
    tip: fc.constantFrom(0, 0, 0, 150),
    near: fc.oneof(fc.constant(null), fc.constant(0), fc.integer({ min: -60, max: 60 })),
  }),
  { maxLength: 6 },
);
const totals = fc.oneof(fc.integer({ min: -30_000, max: 30_000 }), fc.integer({ min: -60, max: 60 }));

/** Walks all offers, an exact one being what the tender would take, and ends with cash. */
function walked(total: number, stored: number, given: readonly Offer[], cash: CashRules): TenderWalk {
  let walk = beginWalk(total, stored);
  for (const [index, { tender, tendered, tip, near }] of given.entries()) {
    const offer = near === null || tender.foreign ? tendered : Math.abs(dueBy(walk, tender, cash)) + near;
    const result = takeTender(walk, { id: `p${index}`, tender, tendered: offer, tip, instrument: 'i' }, cash);
    if (result.ok) walk = result.walk;
  }
  if (leftOf(walk) === 0) return walk;
  const due = Math.abs(dueBy(walk, CASH, cash));
  const result = takeTender(walk, { id: 'last', tender: CASH, tendered: due }, cash);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  expect(result.isSettled).toBe(true);
  return result.walk;
}

function holds(check: (walk: TenderWalk, cash: CashRules) => void): void {
  fc.assert(
    fc.property(totals, fc.nat(5000), offers, rules, (total, stored, given, cash) => {
      check(walked(total, Math.min(stored, Math.max(0, total)), given, cash), cash);
    }),
    { numRuns: RUNS },
  );
}

describe('any walk of tenders', () => {
  it('ends with payments that come to the total and its rounding', () => {
    holds(({ total, rounding, payments }) => {
      expect(payments.reduce((sum, payment) => sum + payment.amount, 0)).toBe(total + rounding);
    });
  });

  it('has payments whose figures add up, all the same way as the money goes', () => {
    holds(({ total, payments }) => {
      const faults: OrderFault[] = [];
      for (const payment of payments) {
        checkPayment(payment, 'payment', faults);
        expect(total < 0 ? payment.amount <= 0 : payment.amount >= 0).toBe(true);
      }
      expect(faults).toEqual([]);
    });
  });

  it('rounds as the store allows', () => {
    holds((walk, cash) => {
      const cashTenders = new Set(['cash', 'cash-eur']);
      expect(checkRounding({ ...walk, payments: [...walk.payments] }, { ...cash, cashTenders })).toEqual([]);
    });
  });

  it('gives change in whole cash amounts, by tenders that give it', () => {
    holds(({ payments }, { cashRounding }) => {
      for (const { change, tender } of payments) {
        const own = TENDERS.find((one) => one.tenderId === tender);
        if (own?.givesChange) expect(change % cashRounding).toBe(0);
        else expect(change).toBe(0);
      }
    });
  });

  it('never pays stored value with stored value', () => {
    holds(({ total, storedValue, payments }) => {
      if (total < 0) return;
      const stored = payments.filter(({ tender }) => tender === 'gift' || tender === 'voucher');
      const paid = stored.reduce((sum, payment) => sum + payment.amount, 0);
      expect(paid).toBeLessThanOrEqual(total - storedValue);
    });
  });

  it('gives back exactly as it takes: the walk of -x is the walk of x, negated', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 40_000 }),
        rules,
        (total, part, cash) => {
          const card = Math.min(part, total);
          const both = [total, -total].map((signed) => {
            const first = takeTender(beginWalk(signed), { id: 'a', tender: CARD, tendered: card }, cash);
            if (!first.ok) throw new Error(first.fault.code);
            if (first.isSettled) return first.walk;
            const tendered = Math.abs(dueBy(first.walk, CASH, cash));
            const second = takeTender(first.walk, { id: 'b', tender: CASH, tendered }, cash);
            if (!second.ok) throw new Error(second.fault.code);
            return second.walk;
          });
          const [taken, given] = both;
          expect(given?.payments.map((one) => 0 - one.amount)).toEqual(taken?.payments.map((one) => one.amount));
          expect(0 - (given?.rounding ?? 0)).toBe(taken?.rounding);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
