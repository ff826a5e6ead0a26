import { expect, it } from 'vitest';
import { HEAT_LEVELS, heatLevel } from './heat-level.ts';

it('shades from nothing to the most in equal steps', () => {
  expect([0, 1, 20, 21, 50, 80, 81, 100].map((amount) => heatLevel(amount, 100))).toEqual([0, 1, 1, 2, 3, 4, 5, 5]);
  expect(heatLevel(100, 100)).toBe(HEAT_LEVELS);
});

it('has no shade for returns, nor where nothing was sold', () => {
  expect([heatLevel(-5, 100), heatLevel(0, 0), heatLevel(5, -1)]).toEqual([0, 0, 0]);
});
