import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NamedLot, remainingLots } from './remaining-lots.ts';

const lot = (batch: string, expiry: string | null, quantity: number, placeId: string | null = null): NamedLot => {
  return { placeId, batch, expiry, receivedOn: '2026-01-01', quantity };
};
const left = (named: NamedLot[], onHand: number) =>
  remainingLots(named, onHand).map(({ batch, placeId, quantity }) => [batch, placeId, quantity]);

describe('remainingLots', () => {
  it('takes what expires first where nobody said which', () => {
    const named = [lot('keeps', null, 4), lot('late', '2027-06-30', 6), lot('soon', '2027-01-31', 3)];
    expect(left(named, 8)).toEqual([
      ['late', null, 4],
      ['keeps', null, 4],
    ]);
  });
  it('leaves alone what waits for somebody', () => {
    expect(left([lot('soon', '2027-01-31', 3, 'staging'), lot('late', '2027-06-30', 6)], 5)).toEqual([
      ['soon', 'staging', 3],
      ['late', null, 2],
    ]);
  });
  it('has a line for what is in no lot, also below zero', () => {
    expect(left([lot('a', null, 3)], 10)).toEqual([
      ['a', null, 3],
      [null, null, 7],
    ]);
    expect(left([lot('a', null, 3)], -2)).toEqual([[null, null, -2]]);
    expect(left([], 0)).toEqual([]);
  });
  it('sums to what is on hand', () => {
    const lots = fc.array(
      fc.record({
        ...{ batch: fc.constantFrom('a', 'b', null), expiry: fc.constantFrom('2027-01-31', '2027-06-30', null) },
        ...{ placeId: fc.constantFrom('staging', 'back', null), quantity: fc.integer({ min: -9, max: 20 }) },
        receivedOn: fc.constant('2026-01-01'),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(lots, fc.integer({ min: -30, max: 60 }), (named, onHand) => {
        const all = remainingLots(named, onHand);
        expect(all.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(onHand);
      }),
    );
  });
});
