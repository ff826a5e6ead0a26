import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '#domain/calendar/dates.ts';
import { periodBefore } from '#domain/report/period.ts';
import { PERIODS, type PeriodName, periodAfter, periodOf } from './report-period.ts';

it.each<[PeriodName, string, string, string]>([
  ['today', '2026-11-22', '2026-11-22', '2026-11-22'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['week', '2026-11-22', '2026-11-16', '2026-11-22'],
  ['week', '2026-11-23', '2026-11-23', '2026-11-29'],
  ['last-week', '2026-11-22', '2026-11-09', '2026-11-15'],
  ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
  ['last-month', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['quarter', '2026-11-22', '2026-10-01', '2026-12-31'],
  ['quarter', '2024-01-01', '2024-01-01', '2024-03-31'],
  ['year', '2026-11-22', '2026-01-01', '2026-12-31'],
  ['days', '2026-11-28', '2026-11-01', '2026-11-28'],
])('%s as of %s', (name, today, from, to) => {
  expect(periodOf(name, today)).toEqual({ from, to });
});

it('goes on where it ended', () => {
  expect(periodAfter({ from: '2026-02-01', to: '2026-02-28' })).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  expect(periodAfter({ from: '2025-10-01', to: '2025-12-31' })).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(periodAfter({ from: '2026-11-16', to: '2026-11-22' })).toEqual({ from: '2026-11-23', to: '2026-11-29' });
});

it('goes forth and back to the same period, whatever it is called', () => {
  const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
  const named = fc.constantFrom(...PERIODS);
  fc.assert(
    fc.property(date, named, (today, name) => {
      const period = periodOf(name, today);
      // The last 28 days may be a February.
      expect(periodBefore(periodAfter(period))).toEqual(period);
    }),
    { examples: [['2026-02-28', 'month']] },
  );
});
