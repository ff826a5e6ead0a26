import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLots, expiringUnsold, type Lot, pickLots, unsoldLots } from './lots.ts';

const today = '2026-03-10';
const lot = (lotId: string, quantity: number, expiry?: string, receivedOn = '2026-03-01'): Lot => {
  return { lotId, quantity, receivedOn, ...(expiry === undefined ? {} : { expiry }) };
};
const lots = [
  lot('keeps', 9),
  lot('late', 4, '2026-04-01'),
  lot('soon', 2, '2026-03-10'),
  lot('past', 7, '2026-03-09'),
];

describe('pickLots', () => {
  it('picks first what expires first, and nothing expired', () => {
    expect(pickLots(lots, 10, { today, keepsDays: 0 })).toEqual({
      picks: [
        { lotId: 'soon', quantity: 2 },
        { lotId: 'late', quantity: 4 },
        { lotId: 'keeps', quantity: 4 },
      ],
      short: 0,
    });
  });
  it('leaves what must keep longer, and says what is short', () => {
    expect(pickLots(lots, 99, { today, keepsDays: 22 })).toMatchObject({ short: 86 });
    expect(pickLots(lots, 99, { today, keepsDays: 23 })).toMatchObject({ short: 90 });
    expect(pickLots(lots, 0, { today, keepsDays: 0 })).toEqual({ picks: [], short: 0 });
  });
  it('orders equals by what came first, then by id', () => {
    const same = [lot('b', 1), lot('a', 1), lot('c', 1, undefined, '2026-02-01')];
    expect(same.toSorted(compareLots).map(({ lotId }) => lotId)).toEqual(['c', 'a', 'b']);
  });
  it('gives what it was asked for or all there is, whatever the order of lots', () => {
    const drawn = fc.array(fc.record({ quantity: fc.nat(9), day: fc.integer({ min: 1, max: 28 }) }), { maxLength: 8 });
    fc.assert(
      fc.property(drawn, fc.nat(40), (some, quantity) => {
        const all = some.map((one, index) =>
          lot(`l${index}`, one.quantity, `2026-03-${String(one.day).padStart(2, '0')}`),
        );
        const picked = pickLots(all, quantity, { today, keepsDays: 0 });
        const taken = picked.picks.reduce((sum, pick) => sum + pick.quantity, 0);
        const there = all.reduce((sum, one) => sum + (one.expiry && one.expiry >= today ? one.quantity : 0), 0);
        expect(taken).toBe(Math.min(quantity, there));
        expect(taken + picked.short).toBe(quantity);
        expect(pickLots(all.toReversed(), quantity, { today, keepsDays: 0 })).toEqual(picked);
      }),
    );
  });
});

describe('unsoldLots', () => {
  it('is what is left of each lot; what sells in time is not there', () => {
    const some = [lot('b', 5, '2026-03-12'), lot('a', 5, '2026-03-11'), lot('later', 5, '2026-12-01')];
    expect(unsoldLots(some, [2, 2.5, 2, 50], today)).toEqual([
      { lotId: 'a', quantity: 0.5 },
      { lotId: 'b', quantity: 3 },
    ]);
    expect(unsoldLots([lot('a', 5, '2026-03-11')], [2, 3], today)).toEqual([]);
  });
});

describe('expiringUnsold', () => {
  it('is what is past, and what demand leaves of the rest', () => {
    expect(expiringUnsold(lots, [1, 1, 1], today)).toBe(7 + 1);
    expect(expiringUnsold([lot('a', 5, '2026-03-11'), lot('b', 5, '2026-03-12')], [2, 2, 2, 50], today)).toBe(1 + 3);
    expect(expiringUnsold([lot('a', 5, '2026-03-11')], [2], today)).toBe(0);
    expect(expiringUnsold([lot('a', 5, '2026-03-10'), lot('minus', -3, '2026-03-01')], [0.5], today)).toBe(5);
  });
});
