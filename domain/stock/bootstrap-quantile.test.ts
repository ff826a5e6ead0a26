import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapQuantile } from './bootstrap-quantile.ts';

const HALF = 500_000;

/** Every way to draw the days, counted out: what the convolution must come to. */
function byEnumeration(history: readonly number[], days: number, sharePpm: number): number {
  let totals = [0];
  for (let drawn = 0; drawn < days; drawn++) totals = totals.flatMap((total) => history.map((value) => total + value));
  const sorted = totals.sort((a, b) => a - b);
  return sorted[Math.ceil((sharePpm * sorted.length) / 1_000_000) - 1] ?? 0;
}

describe('bootstrapQuantile', () => {
  it('is the quantile over every draw', () => {
    const history = fc.array(fc.nat(9), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 999_999 }),
        (values, days, ppm) => {
          expect(bootstrapQuantile(values, days, ppm)).toBe(byEnumeration(values, days, ppm));
        },
      ),
    );
  });
  // Two fair coins: 0, 1 and 2 with shares 1/4, 1/2, 1/4.
  it.each([
    [250_000, 0],
    [250_001, 1],
    [750_000, 1],
    [750_001, 2],
  ])('of two coins at %d ppm is %d', (ppm, expected) => {
    expect(bootstrapQuantile([0, 1], 2, ppm)).toBe(expected);
  });
  it('leaves days unknown out, and is 0 of nothing', () => {
    expect(bootstrapQuantile([Number.NaN, 3], 2, HALF)).toBe(6);
    expect([
      bootstrapQuantile([], 3, HALF),
      bootstrapQuantile([0, 0], 3, HALF),
      bootstrapQuantile([5], 0, HALF),
    ]).toEqual([0, 0, 0]);
  });
  it('errs towards more where totals are large, by less than a bin a day', () => {
    const [days, most] = [10, 30_000];
    const exact = most * days;
    const quantile = bootstrapQuantile([most], days, HALF);
    expect(quantile).toBeGreaterThanOrEqual(exact);
    expect(quantile).toBeLessThan(exact + days * Math.ceil(exact / 4096));
  });
  it('never falls as the service level or the time rises', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 900_000 }),
        (values, days, ppm) => {
          const quantile = bootstrapQuantile(values, days, ppm);
          expect(bootstrapQuantile(values, days, ppm + 99_999)).toBeGreaterThanOrEqual(quantile);
          expect(bootstrapQuantile(values, days + 1, ppm)).toBeGreaterThanOrEqual(quantile);
        },
      ),
    );
  });
  it('is of a share', () => {
    for (const ppm of [0, 1_000_000, Number.NaN]) expect(() => bootstrapQuantile([1], 1, ppm)).toThrow(RangeError);
  });
});
