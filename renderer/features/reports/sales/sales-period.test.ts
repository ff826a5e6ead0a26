import { expect, it } from 'vitest';
import { type PeriodName, periodOf } from './sales-period.ts';

it.each<[PeriodName, string, string, string]>([
  ['today', '2026-11-22', '2026-11-22', '2026-11-22'],
  ['yesterday', '2026-03-01', '2026-02-28', '2026-02-28'],
  ['week', '2026-11-22', '2026-11-16', '2026-11-22'],
  ['week', '2026-11-23', '2026-11-23', '2026-11-29'],
  ['last-week', '2026-11-22', '2026-11-09', '2026-11-15'],
  ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
  ['last-month', '2026-01-31', '2025-12-01', '2025-12-31'],
  ['days', '2026-11-28', '2026-11-01', '2026-11-28'],
])('%s as of %s', (name, today, from, to) => {
  expect(periodOf(name, today)).toEqual({ from, to });
});
