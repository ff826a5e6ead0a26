import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#domain/calendar/dates.ts';
import { type DemandInput, demandSeries, fromFirstKnown, observationsOf } from './demand-series.ts';

const WEEK: DemandInput = {
  from: '2026-03-02',
  to: '2026-03-08',
  sales: [],
  closed: new Set(),
  outOfStock: new Set(),
};

describe('demandSeries', () => {
  it('adds up a day, and says why a day without sales is not zero', () => {
    const series = demandSeries({
      ...WEEK,
      sales: [
        { date: '2026-03-03', quantity: 2 },
        { date: '2026-03-03', quantity: 3 },
        { date: '2026-03-06', quantity: 1 },
        { date: '2026-03-09', quantity: 7 },
        { date: '2026-03-01', quantity: 7 },
      ],
      closed: new Set(['2026-03-08']),
      outOfStock: new Set(['2026-03-04', '2026-03-06']),
    });
    expect(series).toEqual({ from: '2026-03-02', days: [0, 5, 'out-of-stock', 0, 1, 0, 'closed'] });
    expect(observationsOf(series)).toEqual([0, 5, Number.NaN, 0, 1, 0, Number.NaN]);
  });
  it('takes a return off its day and off the days before, nearest first', () => {
    const sales = [
      { date: '2026-03-02', quantity: 4 },
      { date: '2026-03-03', quantity: 2 },
      { date: '2026-03-05', quantity: 1 },
      { date: '2026-03-05', quantity: -4 },
    ];
    expect(demandSeries({ ...WEEK, sales }).days).toEqual([3, 0, 0, 0, 0, 0, 0]);
  });
  it('leaves out a return of what was sold before', () => {
    expect(demandSeries({ ...WEEK, sales: [{ date: '2026-03-04', quantity: -5 }] }).days).toEqual([
      0, 0, 0, 0, 0, 0, 0,
    ]);
  });
  it('does not take fractions', () => {
    expect(() => demandSeries({ ...WEEK, sales: [{ date: '2026-03-04', quantity: 0.5 }] })).toThrow(RangeError);
  });

  it('is never negative, and sums to the greatest net sale of any end of the series', () => {
    const sale = fc.record({ day: fc.nat(6), quantity: fc.integer({ min: -9, max: 9 }) });
    fc.assert(
      fc.property(fc.array(sale), (drawn) => {
        const sales = drawn.map(({ day, quantity }) => ({ date: addDays(WEEK.from, day), quantity }));
        const days = observationsOf(demandSeries({ ...WEEK, sales }));
        const net = [0, 1, 2, 3, 4, 5, 6].map((from) =>
          drawn.filter(({ day }) => day >= from).reduce((sum, { quantity }) => sum + quantity, 0),
        );
        expect(Math.min(...days)).toBeGreaterThanOrEqual(0);
        const returnedBeyond = Math.max(0, ...[0, 1, 2, 3, 4, 5, 6, 7].map((to) => (net[to] ?? 0) - (net[0] ?? 0)));
        expect(days.reduce((sum, day) => sum + day, 0)).toBe((net[0] ?? 0) + returnedBeyond);
      }),
    );
  });
});

describe('fromFirstKnown', () => {
  it('leaves out what was before, and nothing after', () => {
    const days = ['closed', 'out-of-stock', 0, 'closed', 4, 'out-of-stock'] as const;
    expect(fromFirstKnown({ from: '2026-01-01', days })).toEqual({ from: '2026-01-03', days: days.slice(2) });
    expect(fromFirstKnown({ from: '2026-01-01', days: ['closed'] })).toEqual({ from: '2026-01-02', days: [] });
  });
});
