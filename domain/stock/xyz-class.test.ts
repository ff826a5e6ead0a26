import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type WeeksSold, xyzClass } from './xyz-class.ts';

// Mean and deviation by hand: 10 and 0; 10 and 5 (0.5); 10 and 10 (1); 5 and 5 * sqrt(3) (1.73).
test.each([
  [[10, 10, 10, 10], 'X'],
  [[5, 15, 5, 15], 'X'],
  [[0, 20, 0, 20], 'Y'],
  [[0, 0, 0, 20], 'Z'],
  [[10, 10, 10], null],
  [[0, 0, 0, 0], null],
  [[2, -2, -2, 2], null],
])('%j is %s', (weeks, expected) => expect(xyzClass(soldIn(weeks))).toBe(expected));

test('is the class of the coefficient of variation as it is defined', () => {
  const drawn = fc.array(fc.oneof(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 100_000 })), {
    minLength: 4,
    maxLength: 60,
  });
  fc.assert(
    fc.property(drawn, (weeks) => {
      const mean = weeks.reduce((sum, quantity) => sum + quantity, 0) / weeks.length;
      const deviation = Math.sqrt(weeks.reduce((sum, quantity) => sum + (quantity - mean) ** 2, 0) / weeks.length);
      const coefficient = deviation / mean;
      // Where floating point can't tell a limit from what lies beside it, the examples above say.
      fc.pre(mean <= 0 || [0.5, 1].every((limit) => Math.abs(coefficient - limit) > 1e-9));
      const defined = mean <= 0 ? null : coefficient <= 0.5 ? 'X' : coefficient <= 1 ? 'Y' : 'Z';
      expect(xyzClass(soldIn(weeks))).toBe(defined);
    }),
  );
});

function soldIn(weeks: readonly number[]): WeeksSold {
  const sum = weeks.reduce((all, quantity) => all + BigInt(quantity), 0n);
  const squares = weeks.reduce((all, quantity) => all + BigInt(quantity) ** 2n, 0n);
  return { weeks: weeks.length, sum, squares };
}
