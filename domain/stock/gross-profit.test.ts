import { expect, it } from 'vitest';
import { grossProfit } from './gross-profit.ts';

it.each([
  ['a sale', 1000, 600, { profit: 400, marginPpm: 400_000 }],
  ['a loss', 500, 600, { profit: -100, marginPpm: -200_000 }],
  ['its return', -1000, -600, { profit: -400, marginPpm: 400_000 }],
  ['a gift', 0, 600, { profit: -600, marginPpm: null }],
  ['thirds', 300, 200, { profit: 100, marginPpm: 333_333 }],
])('%s', (_, netAmount, cost, expected) => {
  expect(grossProfit(netAmount, cost)).toEqual(expected);
});
