import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OrderSituation, proposeOrder } from './propose-order.ts';

const levels = { reorderPoint: 20, orderUpTo: 50, expected: 14, safetyStock: 6, basis: 'normal' as const };
const shelf: OrderSituation = {
  onHand: 25,
  committed: 4,
  onOrder: 0,
  inTransit: 0,
  expiring: 0,
  levels,
  packSize: 1,
  minimumQuantity: 0,
};
const codes = (situation: OrderSituation) => proposeOrder(situation).explain.map(({ code }) => code);

describe('proposeOrder', () => {
  it('orders nothing above the reorder point, and says so', () => {
    expect(proposeOrder(shelf)).toMatchObject({ packs: 0, quantity: 0 });
    expect(codes(shelf)).toEqual(['position', 'reorder-point', 'enough']);
  });
  it('orders at the reorder point, up to the level, in whole packs', () => {
    const { packs, quantity, explain } = proposeOrder({ ...shelf, onHand: 24, packSize: 12 });
    expect([packs, quantity]).toEqual([3, 36]);
    expect(explain).toEqual([
      { code: 'position', params: { onHand: 24, committed: 4, onOrder: 0, inTransit: 0, position: 20 } },
      { code: 'reorder-point', params: { reorderPoint: 20, expected: 14, safetyStock: 6, basis: 'normal' } },
      { code: 'order-up-to', params: { orderUpTo: 50, quantity: 30 } },
      { code: 'whole-packs', params: { packs: 3, packSize: 12, quantity: 36 } },
    ]);
  });
  it('counts what is on its way, and does not count what will expire', () => {
    expect(proposeOrder({ ...shelf, onHand: 0, onOrder: 20, inTransit: 5 }).quantity).toBe(0);
    expect(proposeOrder({ ...shelf, expiring: 3 }).quantity).toBe(32);
    expect(codes({ ...shelf, expiring: 3 })).toContain('expiring');
  });
  it('orders for what is owed, and shows it', () => {
    expect(proposeOrder({ ...shelf, onHand: -6, committed: 0 }).quantity).toBe(56);
    expect(codes({ ...shelf, onHand: -6 })).toContain('negative-on-hand');
  });
  it('orders the minimum where less is needed', () => {
    const situation = { ...shelf, onHand: 24, minimumQuantity: 100, packSize: 24 };
    expect(proposeOrder(situation)).toMatchObject({ packs: 5, quantity: 120 });
    expect(codes(situation)).toContain('minimum-quantity');
  });
  it('does not take packs of nothing', () => {
    for (const packSize of [0, -1, 1.5]) expect(() => proposeOrder({ ...shelf, packSize })).toThrow(RangeError);
    expect(() => proposeOrder({ ...shelf, minimumQuantity: -1 })).toThrow(RangeError);
  });
  it('lifts the position to the level with less than a pack over, or orders nothing', () => {
    const quantity = fc.integer({ min: -50, max: 200 });
    fc.assert(
      fc.property(
        quantity,
        fc.nat(60),
        fc.nat(60),
        fc.integer({ min: 1, max: 48 }),
        (onHand, onOrder, reorderPoint, packSize) => {
          const situation = {
            ...shelf,
            onHand,
            onOrder,
            packSize,
            levels: { ...levels, reorderPoint, orderUpTo: reorderPoint + 30 },
          };
          const position = onHand - 4 + onOrder;
          const proposal = proposeOrder(situation);
          expect(proposal.quantity).toBe(proposal.packs * packSize);
          if (position > reorderPoint) expect(proposal.packs).toBe(0);
          else {
            expect(position + proposal.quantity).toBeGreaterThanOrEqual(reorderPoint + 30);
            expect(position + proposal.quantity).toBeLessThan(reorderPoint + 30 + packSize);
          }
        },
      ),
    );
  });
});
