import { describe, expect, it } from 'vitest';
import { type AheadRow, PriceIndex } from './price-index.ts';

const minute = (at: number) => `2026-11-22T09:${String(at).padStart(2, '0')}:00.000Z`;
const NOW = minute(0);

describe('PriceIndex', () => {
  it('replaces a page, and says whose amount or version differs', () => {
    const index = new PriceIndex();
    const first = [
      ['V1', 100, 1],
      ['V2', 200, 1],
      ['V3', 300, 1],
    ] as const;
    expect(index.setPage('p', { prices: first }, NOW)).toEqual(['V1', 'V2', 'V3']);
    const second = [
      ['V1', 100, 1],
      ['V2', 200, 2],
    ] as const;
    expect(index.setPage('p', { prices: second }, NOW).sort()).toEqual(['V2', 'V3']);
    expect(index.get('V2', NOW)).toEqual({ variantId: 'V2', amount: 200, version: 2 });
    expect(index.get('V3', NOW)).toBeNull();
  });

  it('knows the lowest price of the last 30 days as the page has it', () => {
    const index = new PriceIndex();
    index.setPage('p', { prices: [['V1', 100, 1]], lows: [['V1', 80]] }, NOW);
    expect(index.lowest('V1', NOW)).toBe(80);
    expect(index.setPage('p', { prices: [['V1', 100, 1]] }, NOW)).toEqual(['V1']);
    expect(index.lowest('V1', NOW)).toBeUndefined();
  });

  it('brings a price into force at its instant, with its own lowest, and says when that is and whose it is', () => {
    const index = new PriceIndex();
    const ahead: AheadRow[] = [
      ['V1', 70, 2, minute(10), null],
      ['V1', 110, 3, minute(30), 70],
      ['V9', 5, 4, minute(20), null],
    ];
    index.setPage('p', { prices: [['V1', 100, 1]], ahead }, NOW);
    const amounts = ['2026-11-22T09:09:59.999Z', minute(10), minute(29), minute(30)].map(
      (at) => index.get('V1', at)?.amount,
    );
    expect(amounts).toEqual([100, 70, 70, 110]);
    expect([minute(9), minute(10), minute(30)].map((at) => index.lowest('V1', at))).toEqual([undefined, undefined, 70]);
    expect([index.get('V9', minute(19)), index.get('V9', minute(20))?.amount]).toEqual([null, 5]);
    expect(index.nextChange(NOW)).toBe(minute(10));
    expect(index.changedBetween(NOW, minute(20)).sort()).toEqual(['V1', 'V9']);
  });

  it('still knows the price before, for a cart that began before', () => {
    const index = new PriceIndex();
    index.setPage('p', { prices: [['V1', 100, 1]] }, NOW);
    index.setPage('p', { prices: [['V1', 90, 2]] }, minute(5));
    expect([index.get('V1', minute(4))?.amount, index.get('V1', minute(5))?.amount]).toEqual([100, 90]);
    index.setPage('p', { prices: [['V1', 90, 2]] }, minute(9));
    expect(index.get('V1', minute(4))?.amount).toBe(100);
  });

  it('keeps to what the server says, whichever clock is ahead', () => {
    const index = new PriceIndex();
    const planned = { prices: [['V1', 100, 1]], ahead: [['V1', 70, 2, minute(10), null]] } as const;
    index.setPage('p', planned, NOW);
    index.setPage('p', planned, minute(11));
    expect(index.get('V1', minute(11))?.amount).toBe(70);
    index.setPage('p', { prices: [['V1', 70, 2]] }, minute(9));
    expect([index.get('V1', minute(9))?.amount, index.get('V1', minute(10))?.amount]).toEqual([70, 70]);
    const behind = new PriceIndex();
    behind.setPage('p', planned, NOW);
    behind.setPage('p', { prices: [['V1', 70, 2]] }, minute(8));
    expect([behind.get('V1', minute(7))?.amount, behind.get('V1', minute(8))?.amount]).toEqual([100, 70]);
    const withdrawn = new PriceIndex();
    withdrawn.setPage('p', planned, NOW);
    withdrawn.setPage('p', { prices: [['V1', 100, 1]] }, minute(15));
    expect([withdrawn.get('V1', minute(14))?.amount, withdrawn.get('V1', minute(15))?.amount]).toEqual([70, 100]);
  });
});
