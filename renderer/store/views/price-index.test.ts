import { describe, expect, it } from 'vitest';
import { PriceIndex } from './price-index.ts';

describe('PriceIndex', () => {
  it('replaces a page, and says whose amount or version differs', () => {
    const index = new PriceIndex();
    expect(
      index.setPage('p', [
        ['V1', 100, 1],
        ['V2', 200, 1],
        ['V3', 300, 1],
      ]),
    ).toEqual(['V1', 'V2', 'V3']);
    expect(
      index
        .setPage('p', [
          ['V1', 100, 1],
          ['V2', 200, 2],
        ])
        .sort(),
    ).toEqual(['V2', 'V3']);
    expect(index.get('V2')).toEqual({ variantId: 'V2', amount: 200, version: 2 });
    expect(index.get('V3')).toBeNull();
  });

  it('knows the lowest price of the last 30 days as the page has it', () => {
    const index = new PriceIndex();
    index.setPage('p', [['V1', 100, 1]], [['V1', 80]]);
    expect(index.lowest('V1')).toBe(80);
    expect(index.setPage('p', [['V1', 100, 1]])).toEqual(['V1']);
    expect(index.lowest('V1')).toBeUndefined();
  });
});
