import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, isCalendarDate, monthsBetween } from './dates.ts';

describe('daysBetween', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 0],
    ['2026-02-28', '2026-03-01', 1],
    ['2028-02-28', '2028-03-01', 2],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-12-31', '2027-01-01', 1],
    ['2026-11-22', '2026-11-21', -1],
  ])('from %s to %s is %d', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});

it('knows dates that are none', () => {
  expect(['2024-02-29', '2026-02-29', '2026-13-01', '2026-00-10'].map(isCalendarDate)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('steps over years', () => {
  expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-05', 8), addMonths('2026-05', 0)]).toEqual(
    ['2027-01', '2025-12', '2027-01', '2026-05'],
  );
});

it('is as far from one as it was moved', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }), (start, step) => {
      const date = addDays('2026-03-31', start);
      expect(daysBetween(date, addDays(date, step))).toBe(step);
      const month = date.slice(0, 7);
      const months = Math.trunc(step / 10) + 0;
      expect(monthsBetween(month, addMonths(month, months))).toBe(months);
    }),
  );
});
