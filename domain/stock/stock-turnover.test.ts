import { expect, test } from 'vitest';
import { stockTurnover } from './stock-turnover.ts';

// 1,000 of cost from an average stock of 500 in a year: twice, and half a year's sales on the shelf.
test.each([
  [1000, 500, 365, { turnsPpm: 2_000_000, days: 183 }],
  [100, 1200, 30, { turnsPpm: 1_013_889, days: 360 }],
  [0, 500, 30, { turnsPpm: 0, days: null }],
  [100, 0, 30, { turnsPpm: null, days: 0 }],
])('%i of %i in %i days', (cost, average, days, expected) =>
  expect(stockTurnover(cost, average, days)).toEqual(expected),
);
