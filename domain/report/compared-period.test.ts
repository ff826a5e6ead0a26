import { expect, it, test } from 'vitest';
import { type Comparison, comparedPeriod } from './compared-period.ts';
import { periodBefore } from './period.ts';

const LATER = '2027-01-01';

test.each<[Comparison, string, string, string, string]>([
  ['before', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['weekdays', '2026-11-22', '2026-11-22', '2026-11-15', '2026-11-15'],
  ['weekdays', '2026-11-01', '2026-11-10', '2026-10-18', '2026-10-27'],
  ['year', '2026-02-01', '2026-02-28', '2025-02-01', '2025-02-28'],
  ['year', '2024-02-29', '2024-03-01', '2023-02-28', '2023-03-01'],
  ['year-weekdays', '2026-11-22', '2026-11-22', '2025-11-23', '2025-11-23'],
])('%s: %s to %s is beside %s to %s', (comparison, from, to, earlier, until) => {
  expect(comparedPeriod({ from, to }, comparison, LATER)).toEqual({ from: earlier, to: until });
});

it('compares what runs with as much of the other', () => {
  const month = { from: '2026-03-01', to: '2026-03-31' };
  expect(comparedPeriod(month, 'before', '2026-03-10')).toEqual({ from: '2026-02-01', to: '2026-02-10' });
  expect(comparedPeriod(month, 'before', '2026-03-30')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(comparedPeriod(month, 'year', '2026-03-10')).toEqual({ from: '2025-03-01', to: '2025-03-10' });
  for (const today of ['2026-02-27', '2026-03-31', '2026-05-01']) {
    expect(comparedPeriod(month, 'before', today)).toEqual(periodBefore(month));
  }
});
