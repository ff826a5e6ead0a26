import { describe, expect, it } from 'vitest';
import { shortDecimal } from '#domain/money/decimal-text.ts';
import { amountsOf, amountsText, rateDigits } from './amounts-text.ts';

describe('amounts in one line', () => {
  it('are read whatever parts them, each once, the smallest first', () => {
    expect(amountsOf(' 5  0,50; 1.00\n5', 2)).toEqual([50, 100, 500]);
    expect(amountsText([50, 100, 500], 2)).toBe('0.50  1  5');
    expect(amountsOf('', 2)).toEqual([]);
  });

  it.each(['1 x', '0', '0.005', '-1'])('are none where one is %s', (text) => {
    expect(amountsOf(text, 2)).toBeNull();
  });

  it('of a currency without decimals keep their noughts', () => {
    expect(amountsText([1, 50, 1000], 0)).toBe('1  50  1000');
  });
});

it('keeps a rate in millionths of minor units, whatever decimals the two currencies have', () => {
  // A euro at 0.84 pounds, and a yen (no decimals) at 0.0053 pounds, 0.53 pence.
  expect([rateDigits(2, 2), shortDecimal(840_000, rateDigits(2, 2))]).toEqual([6, '0.84']);
  expect([rateDigits(0, 2), shortDecimal(530_000, rateDigits(0, 2))]).toEqual([8, '0.0053']);
  expect(rateDigits(3, 0)).toBe(3);
});
