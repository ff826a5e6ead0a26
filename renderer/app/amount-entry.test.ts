import { describe, expect, it } from 'vitest';
import type { PadKey } from '#renderer/ui/number-pad.tsx';
import { amountOf, entryText, keyAmount } from './amount-entry.ts';

function keyed(keys: PadKey[], digits = 2): string {
  return keys.reduce((entry, key) => keyAmount(entry, key, digits), '');
}

describe('keyAmount', () => {
  it.each<[PadKey[], number, string]>([
    [['2', '0'], 2, '20'],
    [['0', '0', '5'], 2, '5'],
    [['.', '5'], 2, '0.5'],
    [['1', '.', '.', '5'], 2, '1.5'],
    [['1', '.', '2', '5', '9'], 2, '1.25'],
    [['1', '00', 'back'], 2, '10'],
    [['1', '.', '5'], 0, '15'],
    [['back'], 2, ''],
    [[...'1234567890'] as PadKey[], 2, '123456789'],
  ])('%j with %i decimals is %s', (keys, digits, entry) => {
    expect(keyed(keys, digits)).toBe(entry);
  });
});

describe('amountOf', () => {
  it.each<[string, number, number | null]>([
    ['', 2, null],
    ['20', 2, 2000],
    ['20.', 2, 2000],
    ['20.5', 2, 2050],
    ['0.05', 2, 5],
    ['700', 0, 700],
    ['1.5', 3, 1500],
    ['0.29', 2, 29],
  ])('%s with %i decimals is %s', (entry, digits, amount) => {
    expect(amountOf(entry, digits)).toBe(amount);
  });
});

describe('entryText', () => {
  const formats = { count: (value: number) => value.toLocaleString('en'), decimal: ',' };
  it.each([
    ['', ''],
    ['2000000', '2,000,000'],
    ['1000.', '1,000,'],
    ['0.50', '0,50'],
  ])('%s reads %s', (entry, text) => {
    expect(entryText(entry, formats)).toBe(text);
  });
});
