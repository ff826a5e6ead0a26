import { describe, expect, it } from 'vitest';
import { compareLots, expiringUnsold, type Lot, unsoldLots } from './lots.ts';

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

describe('compareLots', () => {
  it('orders equals by what came first, then by id', () => {
    const same = [lot('b', 1), lot('a', 1), lot('c', 1, undefined, '2026-02-01')];
    expect(same.toSorted(compareLots).map(({ lotId }) => lotId)).toEqual(['c', 'a', 'b']);
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
