import { describe, expect, it } from 'vitest';
import { gtin14, matchVariant } from './match-variant.ts';

const cup = { variantId: 'cup', sku: 'C1', gtins: ['04006381333931'] };
const tea = { variantId: 'tea', sku: 'T1', gtins: [] };
const sold = (more: object) => ({ externalVariantId: '7', ...more });

describe('a shop system’s variant is found here', () => {
  it('by its sku, or by its GTIN however it is written', () => {
    expect(matchVariant(sold({ sku: ' T1 ' }), [cup, tea])).toEqual({ status: 'matched', variantId: 'tea' });
    expect(matchVariant(sold({ gtin: '4006381333931' }), [cup, tea])).toEqual({ status: 'matched', variantId: 'cup' });
    expect(gtin14('4-006381-333931')).toBe('04006381333931');
    expect([gtin14('12345'), gtin14(null), gtin14('')]).toEqual([null, null, null]);
  });

  it('not at all without either, and by a person where they say different things', () => {
    expect(matchVariant(sold({ sku: '', gtin: '' }), [{ ...cup, sku: '' }])).toEqual({ status: 'unmatched' });
    expect(matchVariant(sold({ sku: 'T1', gtin: '4006381333931' }), [cup, tea])).toEqual({
      status: 'ambiguous',
      variantIds: ['cup', 'tea'],
    });
  });
});
