import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PadKey } from '#renderer/ui/number-pad.tsx';
import { type CashCount, type CountEdit, countedOf, editCount, emptyCount, isTouched } from './cash-count.ts';

const COINS = [1, 5, 20, 100, 500, 2000];
const edited = (edits: CountEdit[], count: CashCount = emptyCount(COINS)): CashCount =>
  edits.reduce((now, edit) => editCount(now, edit, COINS, 2), count);
const keys = (text: string): CountEdit[] => [...text].map((key) => ({ type: 'key', key: key as PadKey }));

describe('a cash count', () => {
  it('begins at the largest note with nothing entered', () => {
    const count = emptyCount(COINS);
    expect(count.at).toBe(2000);
    expect(isTouched(count)).toBe(false);
    expect(countedOf(count, 2)).toEqual({ amount: 0, counts: [] });
  });

  it('adds up so many of each, the largest first', () => {
    const count = edited([
      ...keys('3'),
      { type: 'move', by: 1 },
      ...keys('12'),
      { type: 'choose', value: 1 },
      ...keys('7'),
    ]);
    expect(countedOf(count, 2)).toEqual({
      amount: 3 * 2000 + 12 * 500 + 7,
      counts: [
        { value: 2000, count: 3 },
        { value: 500, count: 12 },
        { value: 1, count: 7 },
      ],
    });
  });

  it('begins a number anew when its value is chosen again, and takes digits back', () => {
    const again = edited([...keys('12'), { type: 'choose', value: 2000 }, ...keys('4')]);
    expect(countedOf(again, 2).amount).toBe(8000);
    expect(countedOf(edited([...keys('12'), { type: 'key', key: 'back' }]), 2).amount).toBe(2000);
  });

  it('stays within the list, and never goes below nought', () => {
    expect(edited([{ type: 'move', by: -1 }]).at).toBe(2000);
    expect(edited(COINS.concat(COINS).map(() => ({ type: 'move', by: 1 }))).at).toBe(1);
    expect(countedOf(edited([{ type: 'step', value: 5, by: -1 }]), 2).amount).toBe(0);
  });

  it('counts an entered nought as entered', () => {
    expect(isTouched(edited(keys('0')))).toBe(true);
    expect(isTouched(edited([{ type: 'by', by: 'amount' }, ...keys('0')]))).toBe(true);
  });

  it('takes an amount whole, and without denominations nothing else', () => {
    const whole = edited([{ type: 'amount', amount: 10_050 }]);
    expect(countedOf(whole, 2)).toEqual({ amount: 10_050 });
    expect(countedOf(editCount(emptyCount([]), { type: 'amount', amount: 7 }, [], 0), 0)).toEqual({ amount: 7 });
    expect(countedOf(edited([{ type: 'by', by: 'amount' }, ...keys('12.5')]), 2)).toEqual({ amount: 1250 });
  });

  it('is always the sum of its values, whatever is pressed', () => {
    const edit: fc.Arbitrary<CountEdit> = fc.oneof(
      fc.record({ type: fc.constant('key' as const), key: fc.constantFrom<PadKey>('0', '1', '9', 'back', '.', '00') }),
      fc.record({ type: fc.constant('step' as const), value: fc.constantFrom(...COINS), by: fc.constantFrom(1, -1) }),
      fc.record({ type: fc.constant('choose' as const), value: fc.constantFrom(...COINS) }),
      fc.record({ type: fc.constant('move' as const), by: fc.constantFrom(1, -1) }),
    ) as fc.Arbitrary<CountEdit>;
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
        const { amount, counts = [] } = countedOf(edited(edits), 2);
        expect(Number.isSafeInteger(amount)).toBe(true);
        expect(counts.every(({ count }) => Number.isInteger(count) && count >= 0)).toBe(true);
        expect(amount).toBe(counts.reduce((sum, { value, count }) => sum + value * count, 0));
      }),
    );
  });
});
