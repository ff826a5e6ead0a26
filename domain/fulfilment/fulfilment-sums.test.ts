import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToFulfilment,
  type FulfilmentMore,
  type FulfilmentSums,
  fulfilmentFaults,
  leftOf,
  NO_FULFILMENT,
  owedOf,
  stagedOf,
  toPickOf,
  toPutBackOf,
} from './fulfilment-sums.ts';

const line = (sums: FulfilmentSums, lineId: string) => {
  const found = sums.lines.find((one) => one.lineId === lineId);
  if (!found) throw new Error(`No line ${lineId}`);
  return found;
};
const fold = (...facts: FulfilmentMore[]): FulfilmentSums => facts.reduce(addToFulfilment, NO_FULFILMENT);

const quantity = fc.nat({ max: 9 });
const more: fc.Arbitrary<FulfilmentMore> = fc.record(
  {
    lines: fc.array(
      fc.record(
        {
          lineId: fc.constantFrom('a', 'b'),
          assigned: quantity,
          released: quantity,
          picked: quantity,
          short: quantity,
          handedOver: quantity,
          shipped: quantity,
          putBack: quantity,
        },
        { requiredKeys: ['lineId'] },
      ),
      { maxLength: 3 },
    ),
    accepted: fc.constant(true as const),
    refused: fc.constant(true as const),
    readied: fc.constant(true as const),
    expired: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

describe('sums of a fulfilment', () => {
  it('come to the same in whatever order its facts arrive', () => {
    fc.assert(
      fc.property(
        fc
          .array(more, { maxLength: 8 })
          .chain((facts) =>
            fc.tuple(
              fc.constant(facts),
              fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
            ),
          ),
        ([facts, shuffled]) => {
          expect(fold(...shuffled)).toEqual(fold(...facts));
        },
      ),
    );
  });

  it('say what is committed, staged and owed on the way of a line', () => {
    const assigned = fold({ lines: [{ lineId: 'a', assigned: 5 }] });
    expect([toPickOf, stagedOf, owedOf].map((of) => of(line(assigned, 'a')))).toEqual([5, 0, 5]);
    const picked = addToFulfilment(assigned, { lines: [{ lineId: 'a', picked: 3, short: 1 }] });
    expect([toPickOf, stagedOf, owedOf].map((of) => of(line(picked, 'a')))).toEqual([1, 3, 4]);
    const partly = addToFulfilment(picked, { lines: [{ lineId: 'a', handedOver: 2 }] });
    expect([toPickOf, stagedOf, owedOf].map((of) => of(line(partly, 'a')))).toEqual([1, 1, 2]);
    const cancelled = addToFulfilment(partly, { lines: [{ lineId: 'a', released: 2 }] });
    expect([toPickOf, stagedOf, owedOf].map((of) => of(line(cancelled, 'a')))).toEqual([0, 1, 0]);
    expect(toPutBackOf(line(cancelled, 'a'))).toBe(1);
    const back = addToFulfilment(cancelled, { lines: [{ lineId: 'a', putBack: 1 }] });
    expect(stagedOf(line(back, 'a'))).toBe(0);
    expect(fulfilmentFaults(back, true)).toEqual([]);
  });

  it('never commit or stage less than nothing, nor more than was promised or picked', () => {
    fc.assert(
      fc.property(fc.array(more, { maxLength: 8 }), (facts) => {
        for (const one of fold(...facts).lines) {
          expect(toPickOf(one)).toBeGreaterThanOrEqual(0);
          expect(toPickOf(one)).toBeLessThanOrEqual(one.assigned);
          expect(stagedOf(one)).toBeGreaterThanOrEqual(0);
          expect(stagedOf(one)).toBeLessThanOrEqual(one.picked);
          expect(toPutBackOf(one)).toBeLessThanOrEqual(stagedOf(one));
        }
      }),
    );
  });
});

describe('faults of a fulfilment', () => {
  it('name what two registers handed over that was owed once', () => {
    const once: FulfilmentMore = { lines: [{ lineId: 'a', handedOver: 2 }] };
    const sums = fold({ lines: [{ lineId: 'a', assigned: 2, picked: 2 }] }, once, once);
    expect(fulfilmentFaults(sums, false)).toEqual([{ lineId: 'a', code: 'left-beyond-owed', quantity: 2 }]);
    expect(leftOf(line(sums, 'a'))).toBe(4);
  });

  it('wait for picks that are still on their way', () => {
    const sums = fold({ lines: [{ lineId: 'a', assigned: 2, handedOver: 2 }] });
    expect(fulfilmentFaults(sums, false)).toEqual([]);
    expect(fulfilmentFaults(sums, true)).toEqual([{ lineId: 'a', code: 'left-unpicked', quantity: 2 }]);
  });
});
