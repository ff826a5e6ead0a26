import { expect, it } from 'vitest';
import { demandClass } from './demand-class.ts';

it.each([
  ['smooth', [5, 4, 6, 5]],
  ['erratic', [1, 20, 1, 1]],
  ['intermittent', [3, 0, 0, 3, 0, 4]],
  ['lumpy', [1, 0, 0, 30, 0, 2]],
  ['none', [0, 0, Number.NaN]],
  // Three demands in four days: an interval of 1.33; a day unknown is no part of it.
  ['intermittent', [3, 0, 3, 3]],
  ['smooth', [3, Number.NaN, 3, 3]],
] as const)('%s: %j', (expected, history) => {
  expect(demandClass(history)).toBe(expected);
});
