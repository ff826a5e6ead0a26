import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGES, pageOf } from '#domain/catalog/variant.ts';

describe('pageOf', () => {
  // The lowest byte of FNV-1a's published test vectors (Internet-Draft draft-eastlake-fnv, appendix C).
  it.each([
    ['', 0xc5],
    ['a', 0x2c],
    ['b', 0xe5],
    ['foobar', 0x68],
  ])('of %j is %d', (variantId, page) => {
    expect(pageOf(variantId)).toBe(page);
  });

  it('is a page, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (variantId) => {
        const page = pageOf(variantId);
        expect(Number.isInteger(page) && page >= 0 && page < PAGES).toBe(true);
      }),
    );
  });

  it('fills the pages evenly with numbered ids', () => {
    const counts = new Array<number>(PAGES).fill(0);
    for (let i = 0; i < 25_600; i++) counts[pageOf(`V${i}`)] = (counts[pageOf(`V${i}`)] ?? 0) + 1;
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(200);
  });
});
