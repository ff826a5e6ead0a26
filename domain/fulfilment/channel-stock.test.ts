import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChannelPosition, expectedSilentSales, sellableAt } from './channel-stock.ts';

const position = (more: Partial<ChannelPosition>): ChannelPosition => ({
  onHand: 10,
  committed: 0,
  staged: 0,
  safetyStock: 0,
  soldPerDayPpm: 0,
  silentMinutes: [0],
  ...more,
});

describe('what channels are told', () => {
  it('is what is on hand and nobody else’s, less what is kept back', () => {
    expect(sellableAt(position({ committed: 3, staged: 2, safetyStock: 1 }))).toBe(4);
    expect(sellableAt(position({ committed: 30 }))).toBe(0);
    expect(sellableAt(position({ onHand: -4 }))).toBe(0);
  });

  it('expects of a silent register its share of a day, never more than that of one day', () => {
    const twelveADay = { soldPerDayPpm: 12_000_000 };
    expect(expectedSilentSales(position({ ...twelveADay, silentMinutes: [60, 0] }))).toBe(1);
    expect(expectedSilentSales(position({ ...twelveADay, silentMinutes: [720, 720] }))).toBe(6);
    expect(expectedSilentSales(position({ ...twelveADay, silentMinutes: [100_000] }))).toBe(12);
    expect(expectedSilentSales(position({ ...twelveADay, silentMinutes: [] }))).toBe(0);
  });

  it('never grows as registers stay silent for longer', () => {
    const minutes = fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(minutes, fc.nat({ max: 50_000_000 }), fc.nat({ max: 600 }), (silent, soldPerDayPpm, more) => {
        const now = position({ onHand: 40, soldPerDayPpm, silentMinutes: silent });
        const later = { ...now, silentMinutes: silent.map((one) => one + more) };
        expect(sellableAt(later)).toBeLessThanOrEqual(sellableAt(now));
      }),
    );
  });
});
