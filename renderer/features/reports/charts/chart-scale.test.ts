import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisWidth, labelEvery, scaleOf } from './chart-scale.ts';

it.each([
  [[0], [0, 1]],
  [[110_000], [0, 50_000, 100_000, 150_000]],
  [
    [-300, 900],
    [-500, 0, 500, 1000],
  ],
])('%j', (values, ticks) => {
  expect(scaleOf(values).ticks).toEqual(ticks);
});

it('holds every value and zero in few steps', () => {
  const money = fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 });
  fc.assert(
    fc.property(fc.array(money), (values) => {
      const { min, max, ticks } = scaleOf(values);
      for (const value of [0, ...values]) expect(value >= min && value <= max).toBe(true);
      expect(ticks).toContain(0);
      expect([ticks[0], ticks.at(-1)]).toEqual([min, max]);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThan(8);
    }),
  );
});

it('has the same room beside it for all usual amounts, and for long ones what they take', () => {
  expect(axisWidth([])).toBe(axisWidth(['£0.00', '£900.00']));
  expect(axisWidth(['¥0.00', '¥400,000,000.00'])).toBeGreaterThan(15 * 8);
});

it('leaves labels out where they would meet', () => {
  expect([labelEvery(7, 700, 64), labelEvery(31, 620, 64), labelEvery(24, 0, 64)]).toEqual([1, 4, 1536]);
});
