import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsAfter, pointsDue, pointsExpire, tierOf } from './points.ts';

test('however a sale comes back, its points are those of what is left; all of it leaves none', () => {
  const parts = fc.array(fc.nat(5000), { maxLength: 8 });
  fc.assert(
    fc.property(fc.nat(1_000_000), parts, fc.integer({ min: 1, max: 1_000_000 }), (eligible, returns, rate) => {
      let [moved, returned, before] = [0, 0, pointsDue(eligible, 0, rate)];
      for (const part of returns) {
        returned += part;
        const now = pointsDue(eligible, returned, rate);
        expect(now).toBeLessThanOrEqual(before);
        moved += now - before;
        before = now;
      }
      expect(pointsDue(eligible, 0, rate) + moved).toBe(pointsDue(eligible, returned, rate));
      expect(pointsDue(eligible, eligible, rate)).toBe(0);
      // Half a point is none: what is given is never more than was earned.
      expect(BigInt(pointsDue(eligible, 0, rate)) * 1_000_000n).toBeLessThanOrEqual(BigInt(eligible) * BigInt(rate));
    }),
  );
});

test('one point per 1.00 is 14 of 14.99', () => expect(pointsDue(1499, 0, 10_000)).toBe(14));

test('the highest level reached is the one somebody is in', () => {
  const tiers = [
    { tierId: 'gold', name: 'Gold', from: 1000 },
    { tierId: 'silver', name: 'Silver', from: 100 },
  ];
  expect(tierOf(tiers, 99)).toBeNull();
  expect(tierOf(tiers, 100)?.tierId).toBe('silver');
  expect(tierOf(tiers, 5000)?.tierId).toBe('gold');
});

test('months after a day are the same day of another month, or its last', () => {
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28');
  expect(monthsAfter('2026-03-15', -12)).toBe('2025-03-15');
  expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28');
  expect(pointsExpire('2026-11-21', { expiryMonths: 24 })).toBe('2028-11-21');
  expect(pointsExpire('2026-11-21', { expiryMonths: 0 })).toBeNull();
});
