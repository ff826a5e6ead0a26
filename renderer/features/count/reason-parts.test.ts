import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropPart, setPart, splitParts, wholePart } from './reason-parts.ts';

describe('parts of a difference', () => {
  it('are one to begin with, and none where nothing differs', () => {
    expect([wholePart(-3), wholePart(2), wholePart(0)]).toEqual([
      [{ reason: 'unknown', quantity: -3 }],
      [{ reason: 'found', quantity: 2 }],
      [],
    ]);
  });
  it('are split, the first taking what is left', () => {
    const split = setPart(splitParts(wholePart(-5)), 1, { size: 2, reason: 'breakage' });
    expect(split).toEqual([
      { reason: 'unknown', quantity: -3 },
      { reason: 'breakage', quantity: -2 },
    ]);
    expect(dropPart(split, 1)).toEqual([{ reason: 'unknown', quantity: -5 }]);
  });
  it('always come to the difference, none against it, whatever is keyed in', () => {
    const step = fc.record({ index: fc.nat(5), size: fc.nat(30), how: fc.constantFrom('set', 'split', 'drop') });
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.array(step, { maxLength: 12 }), (difference, steps) => {
        let parts = wholePart(difference);
        for (const { index, size, how } of steps) {
          if (how === 'split') parts = splitParts(parts);
          else if (how === 'drop' && parts.length > 1) parts = dropPart(parts, 1 + (index % (parts.length - 1)));
          else parts = setPart(parts, index, { size });
          if (difference === 0) break;
          expect(parts.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(difference);
          expect(parts.every(({ quantity }) => quantity * difference >= 0)).toBe(true);
        }
      }),
    );
  });
});
