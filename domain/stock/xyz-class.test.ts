import { expect, test } from 'vitest';
import { xyzClass } from './xyz-class.ts';

// Mean and deviation by hand: 10 and 0; 10 and 5 (0.5); 10 and 10 (1); 5 and 5 * sqrt(3) (1.73).
test.each([
  [[10, 10, 10, 10], 'X'],
  [[5, 15, 5, 15], 'X'],
  [[0, 20, 0, 20], 'Y'],
  [[0, 0, 0, 20], 'Z'],
  [[10, 10, 10], null],
  [[0, 0, 0, 0], null],
  [[2, -2, -2, 2], null],
])('%j is %s', (weeks, expected) => expect(xyzClass(weeks)).toBe(expected));
