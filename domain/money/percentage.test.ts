import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PPM } from './money.ts';
import { readPercentage, writePercentage } from './percentage.ts';

describe('a percentage', () => {
  it.each([
    ['20', 200_000],
    ['8.875', 88_750],
    ['8,875', 88_750],
    [' 19 % ', 190_000],
    ['0', 0],
    ['0.0001', 1],
    ['007', 70_000],
    ['100', PPM],
  ])('%s is %s parts per million', (text, ppm) => expect(readPercentage(text)).toBe(ppm));

  it.each([
    '',
    ' ',
    '%',
    '.5',
    '5.',
    '-5',
    '+5',
    '1e2',
    '1.23456',
    '1.2.3',
    '1,2.3',
    '1 000',
    '100.0001',
    '1o',
    '٢٠',
    'Infinity',
  ])('%j is none', (text) => expect(readPercentage(text)).toBeNull());

  it('may be above a whole where that is meant', () => {
    expect(readPercentage('250', Number.MAX_SAFE_INTEGER)).toBe(2_500_000);
    expect(readPercentage('250', 2_000_000)).toBeNull();
  });

  it('that is written reads back as the same, with either decimal mark', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: PPM }), (ppm) => {
        const text = writePercentage(ppm);
        expect(readPercentage(text)).toBe(ppm);
        expect(readPercentage(text.replace('.', ','))).toBe(ppm);
        expect(text).not.toMatch(/\.\d*0$/);
      }),
    );
  });

  it('is read as decimal digits say, where floating point would not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.stringMatching(/^\d{1,4}$/), (whole, decimals) => {
        const exact = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
        expect(readPercentage(`${whole}.${decimals}`)).toBe(Number(exact));
      }),
    );
  });

  it('is never more than asked for, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(PPM), (text, most) => {
        const ppm = readPercentage(text, most);
        expect(ppm === null || (Number.isInteger(ppm) && ppm >= 0 && ppm <= most)).toBe(true);
      }),
    );
  });
});
