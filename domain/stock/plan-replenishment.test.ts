import { describe, expect, it } from 'vitest';
import { planReplenishment, type ReplenishmentInput } from './plan-replenishment.ts';
import { USUAL_HEALTH_RULE } from './stock-health.ts';

const shop: ReplenishmentInput = {
  series: { from: '2026-01-01', days: new Array<number>(90).fill(6) },
  today: '2026-04-01',
  closedAhead: [],
  terms: { leadTimeDays: 4, reviewDays: 1, coverDays: 7, serviceLevelPpm: 950_000 },
  stock: { onHand: 30, committed: 0, onOrder: 0, inTransit: 0, packSize: 10, minimumQuantity: 0 },
  lots: [],
  lastSoldOn: '2026-03-31',
  lastReceivedOn: '2026-03-01',
  healthRule: USUAL_HEALTH_RULE,
};

describe('planReplenishment', () => {
  it('goes from past demand to whole packs', () => {
    const plan = planReplenishment(shop);
    expect(plan.forecast.days).toEqual(new Array<unknown>(12).fill(expect.closeTo(6, 9)));
    expect(plan.levels).toMatchObject({ reorderPoint: 30, orderUpTo: 72 });
    expect(plan.proposal).toMatchObject({ packs: 5, quantity: 50 });
    expect(plan.health).toEqual({ state: 'healthy', excess: 0, daysOfCover: 5, daysSinceSold: 1 });
    expect(planReplenishment({ ...shop, stock: { ...shop.stock, onHand: 31 } }).proposal.packs).toBe(0);
  });
  it('needs less where the shop is closed', () => {
    const closedAhead = [false, true, false, true];
    expect(planReplenishment({ ...shop, closedAhead }).levels).toMatchObject({ reorderPoint: 18, orderUpTo: 60 });
  });
  it('does not count on what expires before it sells', () => {
    const lots = [
      { lotId: 'soon', quantity: 20, expiry: '2026-04-02', receivedOn: '2026-03-01' },
      { lotId: 'autumn', quantity: 20, expiry: '2026-09-01', receivedOn: '2026-03-01' },
    ];
    const plan = planReplenishment({ ...shop, lots, stock: { ...shop.stock, onHand: 40 } });
    expect(plan.expiring).toBe(8);
    expect(plan.forecast.days).toHaveLength(12);
    expect(plan.proposal).toMatchObject({ packs: 0 });
    expect(planReplenishment({ ...shop, lots, stock: { ...shop.stock, onHand: 38 } }).proposal).toMatchObject({
      packs: 5,
    });
  });
  it('lists what lies', () => {
    const days = [5, ...new Array<number>(200).fill(0)];
    const idle = {
      ...shop,
      series: { from: '2025-09-12', days },
      lastSoldOn: '2025-09-12',
      lastReceivedOn: '2025-09-01',
    };
    expect(planReplenishment(idle).health).toMatchObject({ state: 'dead', excess: 30, daysSinceSold: 201 });
  });
});
