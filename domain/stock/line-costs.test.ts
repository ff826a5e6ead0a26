import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineCosts } from './line-costs.ts';

const moved = (variantId: string, quantity: number) => ({ variantId, quantity });

describe('lineCosts', () => {
  it('splits what a variant cost over its lines, a bundle being its parts and a service nothing', () => {
    const lines = [
      { lineId: 'mug', moved: [moved('mug', 2)] },
      { lineId: 'set', moved: [moved('mug', 1), moved('tea', 1)] },
      { lineId: 'engraving', moved: [] },
    ];
    const charged = new Map([
      ['mug', 1000],
      ['tea', 250],
    ]);
    expect([...lineCosts(lines, charged)]).toEqual([
      ['mug', 667],
      ['set', 333 + 250],
      ['engraving', 0],
    ]);
  });
  it('does not lose what no line moved', () => {
    expect(() => lineCosts([], new Map([['mug', 1]]))).toThrow(RangeError);
  });
  it('sums to what was charged', () => {
    const part = fc.record({ variantId: fc.constantFrom('mug', 'tea'), quantity: fc.integer({ min: 1, max: 99 }) });
    const drawn = fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        drawn,
        fc.integer({ min: -9999, max: 99_999 }),
        fc.integer({ min: 0, max: 99_999 }),
        (parts, mug, tea) => {
          const lines = parts.map((one, index) => ({ lineId: `l${index}`, moved: one }));
          const charged = new Map(
            [['mug', mug] as const, ['tea', tea] as const].filter(([id]) =>
              parts.flat().some((one) => one.variantId === id),
            ),
          );
          const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
          expect(sum(lineCosts(lines, charged).values())).toBe(sum(charged.values()));
        },
      ),
    );
  });
});
