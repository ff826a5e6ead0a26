import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, daysBetween } from '#domain/calendar/dates.ts';
import { type Period, periodBefore, spanOf, spansOf } from './period.ts';

it.each<[string, Period, Period]>([
  ['a day', { from: '2026-03-01', to: '2026-03-01' }, { from: '2026-02-28', to: '2026-02-28' }],
  ['a week', { from: '2026-11-16', to: '2026-11-22' }, { from: '2026-11-09', to: '2026-11-15' }],
  ['a month', { from: '2026-03-01', to: '2026-03-31' }, { from: '2026-02-01', to: '2026-02-28' }],
  ['a quarter', { from: '2026-01-01', to: '2026-03-31' }, { from: '2025-10-01', to: '2025-12-31' }],
  ['a leap year', { from: '2024-01-01', to: '2024-12-31' }, { from: '2023-01-01', to: '2023-12-31' }],
  ['part of a month', { from: '2026-03-01', to: '2026-03-30' }, { from: '2026-01-30', to: '2026-02-28' }],
])('%s is compared with the one before', (_, period, before) => {
  expect(periodBefore(period)).toEqual(before);
});

it('ends the day before, and is as long unless it is of months', () => {
  const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
  fc.assert(
    fc.property(date, fc.nat(400), (from, length) => {
      const period = { from, to: addDays(from, length) };
      const before = periodBefore(period);
      expect(addDays(before.to, 1)).toBe(from);
      const isMonths = from.endsWith('-01') && addDays(period.to, 1).endsWith('-01');
      if (!isMonths) expect(daysBetween(before.from, before.to)).toBe(length);
      else expect(spansOf(before, 'month')).toHaveLength(spansOf(period, 'month').length);
    }),
  );
});

it('puts dates into weeks from Monday, and months', () => {
  expect(['2026-11-22', '2026-11-23'].map((date) => spanOf(date, 'week'))).toEqual(['2026-11-16', '2026-11-23']);
  expect(spansOf({ from: '2026-11-21', to: '2026-11-24' }, 'week')).toEqual(['2026-11-16', '2026-11-23']);
  expect(spansOf({ from: '2025-12-31', to: '2026-02-01' }, 'month')).toEqual(['2025-12', '2026-01', '2026-02']);
});
