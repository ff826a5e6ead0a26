import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashPayable, quickTenders } from '#domain/tender/cash.ts';

const GBP = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const USD = [1, 5, 10, 25, 100, 500, 1000, 2000, 5000, 10_000];
const JPY = [1, 5, 10, 50, 100, 500, 1000, 5000, 10_000];

describe('cashPayable', () => {
  it.each([
    // Switzerland's smallest coin is 5 Rappen.
    [2347, 5, 2345, -2],
    [2348, 5, 2350, 2],
    [2345, 5, 2345, 0],
    [1413, 1, 1413, 0],
    [1415, 10, 1420, 5],
    [-1415, 10, -1420, -5],
    [0, 5, 0, 0],
  ])('%d in steps of %d is %d, rounded by %d', (total, step, payable, rounding) => {
    expect(cashPayable(total, step)).toEqual({ payable, rounding });
  });

  it('is a multiple of the step, at most half a step away, and the same for a refund', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.constantFrom(1, 5, 10, 50), (total, step) => {
        const { payable, rounding } = cashPayable(total, step);
        expect(Math.abs(payable) % step).toBe(0);
        expect(payable - total).toBe(rounding);
        expect(Math.abs(rounding) * 2).toBeLessThanOrEqual(step);
        expect(cashPayable(-total, step).payable + payable).toBe(0);
      }),
    );
  });
});

describe('quickTenders', () => {
  it.each([
    [1413, GBP, [1413, 1500, 2000, 5000]],
    [320, GBP, [320, 400, 500, 1000]],
    [60, GBP, [60, 100, 200, 500]],
    [4780, GBP, [4780, 5000, 6000]],
    [8500, GBP, [8500, 10_000]],
    [51_230, GBP, [51_230, 52_000, 55_000]],
    [2000, GBP, [2000, 5000]],
    [1799, USD, [1799, 2000, 5000, 10_000]],
    [1280, JPY, [1280, 1500, 2000, 5000]],
    [1, GBP, [1, 2, 5, 10]],
    [0, GBP, [0]],
    [500, [], [500]],
  ])('for %d of %j are %j', (payable, denominations, expected) => {
    expect(quickTenders(payable, denominations)).toEqual(expected);
  });

  it('begin with the exact amount, rise, are at most four, and can all be paid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (payable) => {
        const amounts = quickTenders(payable, GBP);
        expect(amounts[0]).toBe(payable);
        expect(amounts.length).toBeLessThanOrEqual(4);
        expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => a - b));
        for (const amount of amounts.slice(1)) expect(GBP.some((coin) => amount % coin === 0)).toBe(true);
      }),
    );
  });
});
