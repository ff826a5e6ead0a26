import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, shortDecimal } from './decimal-text.ts';

describe('decimalText', () => {
  it.each([
    [0, 2, '0.00'],
    [5, 2, '0.05'],
    [-5, 2, '-0.05'],
    [123_456_789, 2, '1234567.89'],
    [500, 0, '500'],
    [1, 3, '0.001'],
  ])('%i with %i digits is %s', (minor, digits, text) => {
    expect(decimalText(minor, digits)).toBe(text);
  });

  it('loses nothing, however large', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(4), (minor, digits) => {
        expect(Number(decimalText(minor, digits).replace('.', ''))).toBe(minor);
      }),
    );
  });
});

describe('shortDecimal', () => {
  it.each([
    [0, 2, '0'],
    [1000, 2, '10'],
    [1050, 2, '10.5'],
    [1000, 0, '1000'],
    [-120, 2, '-1.2'],
  ])('%i with %i digits is %s', (minor, digits, text) => {
    expect(shortDecimal(minor, digits)).toBe(text);
  });
});
