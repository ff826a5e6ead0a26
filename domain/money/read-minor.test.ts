import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimalText } from './decimal-text.ts';
import { readMinor } from './read-minor.ts';

it('reads what is written, without floats, and rounds halves away from zero', () => {
  expect(['12.5', '7', '0.995', '-0.005', '1.', '0.1'].map((text) => readMinor(text, 2))).toEqual([
    ...[1250, 700, 100, -1, 100, 10],
  ]);
  expect(['', 'x', '1e3', '1,5', '--1', '.5', '99999999999999999'].map((text) => readMinor(text, 2))).toEqual(
    Array(7).fill(null),
  );
  expect(readMinor('1234', 0)).toBe(1234);
});

it('reads every amount as it was written', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 4 }), (minor, digits) => {
      expect(readMinor(decimalText(minor, digits), digits)).toBe(minor);
    }),
  );
});
