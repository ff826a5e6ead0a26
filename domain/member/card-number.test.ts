import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMadeCardNumber, luhnDigit, newCardNumber } from './card-number.ts';

test('the check digit is that of ISO/IEC 7812-1, annex B', () => {
  // The example of the annex: 7992739871 has the check digit 3.
  expect(luhnDigit([...'7992739871'].map(Number))).toBe(3);
});

test('a made number is a letter and 16 digits, and one that is mistyped in a digit is none', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 15, maxLength: 15 }),
      fc.nat(14),
      fc.integer({ min: 1, max: 9 }),
      (bytes, at, by) => {
        const number = newCardNumber(bytes);
        expect(number).toMatch(/^M\d{16}$/);
        expect(isMadeCardNumber(number)).toBe(true);
        const digits = [...number.slice(1)].map(Number);
        expect(luhnDigit(digits.slice(0, -1))).toBe(digits.at(-1));
        const mistyped = digits.map((digit, index) => (index === at ? (digit + by) % 10 : digit));
        expect(luhnDigit(mistyped.slice(0, -1))).not.toBe(mistyped.at(-1));
        expect(isMadeCardNumber(`M${mistyped.join('')}`)).toBe(false);
        expect(isMadeCardNumber(number.slice(1))).toBe(false);
      },
    ),
  );
});
