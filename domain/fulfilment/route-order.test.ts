import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUTE_RULES, type RouteLine, type RouteLocation, routeOrder } from './route-order.ts';

const store = (
  locationId: string,
  available: Record<string, number>,
  more: Partial<RouteLocation> = {},
): RouteLocation => ({
  locationId,
  priority: 1,
  distanceKm: null,
  load: 0,
  capacity: null,
  available,
  ...more,
});
const line = (lineId: string, variantId: string, quantity: number): RouteLine => ({ lineId, variantId, quantity });

const variants = ['v', 'w', 'x'];
const lines = fc
  .array(fc.tuple(fc.constantFrom(...variants), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 })
  .map((some) => some.map(([variantId, quantity], at) => line(`l${at}`, variantId, quantity)));
const locations = fc
  .array(
    fc.record({
      priority: fc.nat({ max: 2 }),
      distanceKm: fc.option(fc.nat({ max: 3 })),
      load: fc.nat({ max: 2 }),
      capacity: fc.option(fc.nat({ max: 2 })),
      available: fc.dictionary(fc.constantFrom(...variants), fc.integer({ min: -2, max: 6 })),
      trustPpm: fc.dictionary(fc.constantFrom(...variants), fc.nat({ max: 1_000_000 })),
    }),
    { maxLength: 4 },
  )
  .map((some): RouteLocation[] => some.map((one, at) => ({ locationId: `s${at}`, ...one })));
const rules = fc.shuffledSubarray([...ROUTE_RULES]);

describe('routing', () => {
  it('promises all that there is, each piece once, and never more than a location has', () => {
    fc.assert(
      fc.property(lines, locations, rules, (asked, some, by) => {
        const { assignments, unassigned } = routeOrder(asked, some, by);
        for (const { lineId, quantity } of asked) {
          const promised = assignments.flatMap((one) => one.lines).filter((one) => one.lineId === lineId);
          const open = unassigned.find((one) => one.lineId === lineId)?.quantity ?? 0;
          expect(promised.reduce((sum, one) => sum + one.quantity, open)).toBe(quantity);
        }
        for (const variantId of variants) {
          const isOf = ({ lineId }: { lineId: string }): boolean =>
            asked.some((one) => one.lineId === lineId && one.variantId === variantId);
          for (const { locationId, lines: promised } of assignments) {
            const has = some.find((one) => one.locationId === locationId)?.available[variantId] ?? 0;
            expect(promised.filter(isOf).reduce((sum, one) => sum + one.quantity, 0)).toBeLessThanOrEqual(
              Math.max(0, has),
            );
          }
          const open = unassigned.filter(isOf).reduce((sum, one) => sum + one.quantity, 0);
          const wanted = asked.filter((one) => one.variantId === variantId).reduce((sum, one) => sum + one.quantity, 0);
          const had = some
            .filter(({ load, capacity }) => capacity === null || load < capacity)
            .reduce((sum, one) => sum + Math.max(0, one.available[variantId] ?? 0), 0);
          expect(open).toBe(Math.max(0, wanted - had));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('answers the same however the locations are listed', () => {
    fc.assert(
      fc.property(
        lines,
        locations.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        rules,
        (asked, [some, shuffled], by) => {
          expect(routeOrder(asked, shuffled, by)).toEqual(routeOrder(asked, some, by));
        },
      ),
    );
  });

  it('takes one location where one has all, the nearest of those', () => {
    const near = store('near', { v: 1, w: 0 }, { distanceKm: 1 });
    const far = store('far', { v: 1, w: 1 }, { distanceKm: 9 });
    const farther = store('farther', { v: 5, w: 5 }, { distanceKm: 12 });
    const route = routeOrder([line('a', 'v', 1), line('b', 'w', 1)], [near, far, farther], ['distance']);
    expect(route.assignments).toEqual([
      {
        locationId: 'far',
        lines: [
          { lineId: 'a', quantity: 1 },
          { lineId: 'b', quantity: 1 },
        ],
        reasons: ['has-all'],
      },
    ]);
  });

  it('prefers a count that is trusted, and promises against a doubtful one only when nothing else is left', () => {
    const doubtful = store('doubtful', { v: 2 }, { priority: 1, trustPpm: { v: 500_000 } });
    const sure = store('sure', { v: 2 }, { priority: 2 });
    const [first] = routeOrder([line('a', 'v', 2)], [doubtful, sure], ['priority']).assignments;
    expect(first).toMatchObject({ locationId: 'sure', reasons: ['has-all'] });
    const [last] = routeOrder([line('a', 'v', 2)], [doubtful], ['priority']).assignments;
    expect(last).toMatchObject({ locationId: 'doubtful', reasons: ['has-all', 'thin'] });
  });

  it('gives a full store nothing more', () => {
    const full = store('full', { v: 9 }, { load: 3, capacity: 3 });
    expect(routeOrder([line('a', 'v', 1)], [full], [])).toEqual({
      assignments: [],
      unassigned: [{ lineId: 'a', quantity: 1 }],
    });
  });

  it('splits a line only where nobody has all of it', () => {
    const route = routeOrder(
      [line('a', 'v', 5)],
      [store('s1', { v: 3 }), store('s2', { v: 2 }), store('s3', { v: 1 })],
      [],
    );
    expect(route.assignments.map(({ locationId, lines: some }) => [locationId, some[0]?.quantity])).toEqual([
      ['s1', 3],
      ['s2', 2],
    ]);
  });
});
