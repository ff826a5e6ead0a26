import { describe, expect, it } from 'vitest';
import { type DemandOutlook, type ReplenishmentTerms, reorderLevels } from './reorder-levels.ts';

const outlook = (mean: number, days: number, dailyDeviation: number): DemandOutlook => ({
  days: new Array<number>(days).fill(mean),
  dailyDeviation,
  demandClass: 'smooth',
  history: [],
  closedAhead: new Array<boolean>(days).fill(false),
});
const terms = (more: Partial<ReplenishmentTerms>): ReplenishmentTerms => {
  return { leadTimeDays: 2, reviewDays: 0, coverDays: 0, serviceLevelPpm: 900_000, ...more };
};

describe('reorderLevels', () => {
  // Chopra & Meindl, "Supply Chain Management", chapter "Managing Uncertainty in a Supply Chain: Safety Inventory": building blocks at
  // a store, demand 2,500 a period with a deviation of 500, lead time 2, service level 90 %: 906 continuous, 1,570 reviewed every 4.
  it('keeps the safety stock of the textbook, reviewed continuously', () => {
    expect(reorderLevels(outlook(2500, 2, 500), terms({}))).toMatchObject({
      reorderPoint: 5907,
      expected: 5000,
      basis: 'normal',
    });
  });
  it('orders up to the level of the textbook, reviewed periodically', () => {
    const levels = reorderLevels(outlook(2500, 6, 500), terms({ reviewDays: 4 }));
    expect(levels).toMatchObject({ reorderPoint: 16570, orderUpTo: 16570, expected: 15000, safetyStock: 1570 });
  });
  it('lets an order last for its cover', () => {
    expect(reorderLevels(outlook(2.5, 9, 0), terms({ coverDays: 7 }))).toMatchObject({
      reorderPoint: 5,
      orderUpTo: 23,
    });
  });
  it('takes what the bootstrap of the history is above its mean where demand is intermittent, and never less than is expected', () => {
    // Two coins: 2 with a chance of 90 %, 1 above their mean; 1 with 70 %, which is their mean.
    const seldom: DemandOutlook = { ...outlook(0.5, 2, 0), demandClass: 'lumpy', history: [0, 1] };
    expect(reorderLevels(seldom, terms({}))).toMatchObject({ reorderPoint: 2, expected: 1, basis: 'bootstrap' });
    expect(reorderLevels(seldom, terms({ serviceLevelPpm: 700_000 }))).toMatchObject({ reorderPoint: 1 });
    expect(reorderLevels(seldom, terms({ serviceLevelPpm: 100_000 }))).toMatchObject({ reorderPoint: 1 });
    expect(reorderLevels({ ...seldom, history: [0] }, terms({}))).toMatchObject({ reorderPoint: 1 });
    const off = reorderLevels({ ...seldom, dailyDeviation: 10 }, terms({}));
    expect(off).toMatchObject({ reorderPoint: 1 + 19, basis: 'normal' });
    const rising = { ...seldom, days: [4, 4] };
    expect(reorderLevels(rising, terms({}))).toMatchObject({ reorderPoint: 9, safetyStock: 1 });
  });
  it('needs no safety for days on which nothing can be sold', () => {
    const closed = { ...outlook(0, 2, 10), closedAhead: [true, true] };
    expect(reorderLevels(closed, terms({}))).toMatchObject({ reorderPoint: 0, safetyStock: 0 });
    expect(reorderLevels({ ...closed, demandClass: 'lumpy', history: [4] }, terms({}))).toMatchObject({
      reorderPoint: 0,
    });
  });
  it('is never below zero, and needs an outlook as long as its terms', () => {
    expect(reorderLevels(outlook(1, 2, 50), terms({ serviceLevelPpm: 100_000 })).reorderPoint).toBe(0);
    expect(() => reorderLevels(outlook(1, 2, 1), terms({ coverDays: 1 }))).toThrow(RangeError);
  });
});
