import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';

describe('fold', () => {
  it.each([
    ['White HANGING  Heart\t', 'white hanging heart'],
    ['Crème BRÛLÉE', 'creme brulee'],
    ['Straße Øl Łódź Œuvre', 'strasse ol lodz oeuvre'],
    ['ＣＡＦＥ　１２', 'cafe 12'],
    ['İstanbul ısı', 'istanbul isi'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['红色 茶杯', '红色 茶杯'],
    ['a\u0001b\nc', 'a b c'],
  ])('%s', (text, folded) => expect(fold(text)).toBe(folded));

  it('folds what is folded to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('never leaves a control character or a doubled space', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'É', ' ', '\t', '\n', '\u0000', '\u0085', '\u00a0', '\u2028', '´', '杯'),
        }),
        (text) => {
          expect(fold(text)).not.toMatch(/\p{Cc}|\s\s|^\s|\s$/u);
        },
      ),
    );
  });
});
