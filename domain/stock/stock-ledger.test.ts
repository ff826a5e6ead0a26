import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctMovements, knows, knowsAll, type LedgerMovement, onHandOf, unionOf } from './stock-ledger.ts';

const move = (journalId: string, seq: number, quantity: number, no = 1): LedgerMovement => {
  return { journalId, seq, no, quantity, variantId: 'mug', at: '2026-03-02T10:00:00.000Z' };
};

describe('the ledger', () => {
  it('counts each movement once, of that variant', () => {
    const tea = { ...move('a', 3, -5), variantId: 'tea' };
    expect(onHandOf(10, 'mug', [move('a', 1, -2), move('a', 1, -2), move('a', 1, -1, 2), move('b', 1, -20), tea])).toBe(
      -13,
    );
  });
  it('does not believe two movements to be one', () => {
    expect(() => distinctMovements([move('a', 1, -2), move('a', 1, -3)])).toThrow('two movements are a/1/1');
  });
  it('knows what marks know', () => {
    expect([knows({ a: 2 }, 'a', 2), knows({ a: 2 }, 'a', 3), knows({ a: 2 }, 'b', 1)]).toEqual([true, false, false]);
    expect([knowsAll({ a: 2, b: 1 }, { a: 2 }), knowsAll({ a: 2 }, { a: 1, b: 1 }), knowsAll({}, {})]).toEqual([
      true,
      false,
      true,
    ]);
    expect(
      unionOf([
        { a: 2, b: 1 },
        { a: 1, c: 4 },
      ]),
    ).toEqual({ a: 2, b: 1, c: 4 });
  });
  it('is opening plus distinct movements, in whatever order and however often they arrive', () => {
    const drawn = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 20 }), fc.integer({ min: -9, max: 9 })),
      {
        selector: ([journalId, seq]) => `${journalId}${seq}`,
      },
    );
    const arrivals = drawn.chain((all) => {
      const movements = all.map(([journalId, seq, quantity]) => move(journalId, seq, quantity));
      const again = fc.shuffledSubarray(movements);
      return fc.tuple(fc.constant(movements), fc.shuffledSubarray(movements, { minLength: movements.length }), again);
    });
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 50 }), arrivals, (opening, [movements, shuffled, again]) => {
        const sum = movements.reduce((all, { quantity }) => all + quantity, opening);
        expect(onHandOf(opening, 'mug', [...shuffled, ...again])).toBe(sum);
        expect(distinctMovements([...again, ...shuffled])).toEqual(distinctMovements(movements));
      }),
    );
  });
});
