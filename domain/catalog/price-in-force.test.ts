import fc from 'fast-check';
import { expect, it } from 'vitest';
import { priceInForce } from './price-in-force.ts';

const minute = (at: number) => `2026-11-22T09:${String(at).padStart(2, '0')}:00.000Z`;

it('holds from its instant on, the later publication of two at the same', () => {
  const prices = [
    { version: 1, effectiveAt: minute(0) },
    { version: 3, effectiveAt: minute(10) },
    { version: 2, effectiveAt: minute(10) },
    { version: 4, effectiveAt: minute(5) },
  ];
  const at = (instant: string) => priceInForce(prices, instant)?.version;
  expect(at('2026-11-22T08:59:59.999Z')).toBeUndefined();
  expect([at(minute(0)), at(minute(5)), at('2026-11-22T09:09:59.999Z'), at(minute(10)), at(minute(59))]).toEqual([
    1, 4, 4, 3, 3,
  ]);
});

it('does not depend on the order in which prices are known', () => {
  const price = fc.record({ version: fc.nat(9), effectiveAt: fc.integer({ min: 0, max: 9 }).map(minute) });
  const prices = fc.uniqueArray(price, { selector: ({ version }) => version });
  fc.assert(
    fc.property(prices, fc.integer({ min: 0, max: 9 }), (known, at) => {
      const sorted = [...known].sort((a, b) => a.effectiveAt.localeCompare(b.effectiveAt) || a.version - b.version);
      const expected = sorted.findLast(({ effectiveAt }) => effectiveAt <= minute(at));
      expect(priceInForce(known, minute(at))).toEqual(expected);
      expect(priceInForce([...known].reverse(), minute(at))).toEqual(expected);
    }),
  );
});
