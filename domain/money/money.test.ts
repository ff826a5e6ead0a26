import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, mulDiv } from '#domain/money/money.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const SAFE = Number.MAX_SAFE_INTEGER;
const amount = fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.maxSafeInteger());
const divisor = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: SAFE }));
const weights = fc.array(fc.oneof(fc.nat(20), fc.nat(100_000), fc.nat(2 ** 46)), { minLength: 1, maxLength: 12 });

describe('mulDiv', () => {
  it.each([
    [5, 1, 10, 1],
    [4, 1, 10, 0],
    [-5, 1, 10, -1],
    [-4, 1, 10, 0],
    [5, -1, 10, -1],
    [15, 1, 10, 2],
    [99, 200_000, 1_200_000, 17],
    [0, -7, 3, 0],
    [SAFE, SAFE, SAFE, SAFE],
    [SAFE, 2, 4, 4_503_599_627_370_496],
    [SAFE - 1, 1, 2, 4_503_599_627_370_495],
  ])('%d * %d / %d = %d', (a, b, c, expected) => {
    expect(mulDiv(a, b, c)).toBe(expected);
  });

  it('is never off by half a unit or more, and a half goes away from zero', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: -1_000_000, max: 1_000_000 }), divisor, (a, b, c) => {
        const exact = BigInt(a) * BigInt(b);
        if (abs(exact) / BigInt(c) >= BigInt(SAFE)) return;
        const off = BigInt(mulDiv(a, b, c)) * BigInt(c) - exact;
        expect(abs(off) * 2n <= BigInt(c)).toBe(true);
        if (abs(off) * 2n === BigInt(c)) expect(off > 0n).toBe(exact > 0n);
      }),
    );
  });

  it('is symmetric: f(-x) = -f(x), without a negative zero', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 4_000_000 }), divisor, (a, b, c) => {
        expect(mulDiv(-a, b, c) + mulDiv(a, b, c)).toBe(0);
        expect(Object.is(mulDiv(-a, b, c), -0)).toBe(false);
      }),
    );
  });

  it.each([
    [1.5, 1, 1],
    [1, Number.NaN, 1],
    [2 ** 53, 0, 1],
    [1, 1, 0],
    [1, 1, -1],
    [SAFE, 2, 1],
    [SAFE, SAFE, 1],
  ])('refuses %d * %d / %d', (a, b, c) => {
    expect(() => mulDiv(a, b, c)).toThrow(RangeError);
  });
});

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [3, 3, 3], [4, 3, 3]],
    [5, [1, 2, 3], [1, 2, 2]],
    [7, [0, 1, 0], [0, 7, 0]],
    [7, [0, 0], [7, 0]],
    [0, [], []],
    [1, [1, 2], [0, 1]],
  ])('%d over %j is %j', (total, parts, expected) => {
    expect(allocate(total, parts)).toEqual(expected);
  });

  it('gives away all of it, and nothing else', () => {
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const sum = allocate(total, parts).reduce((all, part) => all + BigInt(part), 0n);
        expect(sum).toBe(BigInt(total));
      }),
      { numRuns: RUNS },
    );
  });

  it('gives no negative zero', () => {
    expect(allocate(-0, [0, 0])).toEqual([0, 0]);
  });

  it('is symmetric', () => {
    fc.assert(
      fc.property(fc.integer(), weights, (total, parts) => {
        expect(allocate(-total, parts)).toEqual(allocate(total, parts).map((part) => (part === 0 ? 0 : -part)));
      }),
      { numRuns: RUNS },
    );
  });

  it('stays within one of the exact share, and gives nothing to a weight of 0 beside others', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), weights, (total, parts) => {
        const sum = parts.reduce((all, weight) => all + BigInt(weight), 0n);
        if (sum === 0n) return;
        for (const [index, part] of allocate(total, parts).entries()) {
          const weight = BigInt(parts[index] ?? 0);
          const off = BigInt(part) * sum - BigInt(total) * weight;
          expect(abs(off) < sum).toBe(true);
          if (weight === 0n) expect(part).toBe(0);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('rounds up those with the largest remainders, the earlier of equals', () => {
    fc.assert(
      fc.property(fc.nat(100_000), weights, (total, parts) => {
        const sum = parts.reduce((all, weight) => all + BigInt(weight), 0n);
        if (sum === 0n) return;
        const given = allocate(total, parts).map((part, index) => {
          const share = BigInt(total) * BigInt(parts[index] ?? 0);
          return { index, isUp: BigInt(part) > share / sum, rest: share % sum };
        });
        for (const up of given.filter((part) => part.isUp)) {
          for (const down of given.filter((part) => !part.isUp)) {
            expect(up.rest > down.rest || (up.rest === down.rest && up.index < down.index)).toBe(true);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('never takes more from a part than it has, when all of them have enough', () => {
    fc.assert(
      fc.property(weights, fc.nat(1_000_000), (parts, ppm) => {
        const sum = parts.reduce((all, weight) => all + weight, 0);
        const total = mulDiv(sum, ppm, 1_000_000);
        for (const [index, part] of allocate(total, parts).entries())
          expect(part).toBeLessThanOrEqual(parts[index] ?? 0);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    [1, []],
    [1, [-1, 2]],
    [1, [0.5]],
    [0.5, [1]],
    [1, [SAFE, SAFE]],
  ])('refuses %d over %j', (total, parts) => {
    expect(() => allocate(total, parts)).toThrow(RangeError);
  });
});

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
