import { expect, it } from 'vitest';
import { demandWeeks } from './demand-weeks.ts';

it('counts weeks back from yesterday, and on from today', () => {
  const days = [9, 1, 2, 'closed' as const, 'out-of-stock' as const, 3, 4, 5];
  const weeks = demandWeeks({ series: { from: '2026-11-01', days }, forecast: [1.5, 1.5, 0, 1, 1, 1, 1, 2] }, 10);
  expect(weeks).toEqual([
    { from: '2026-11-01', days: 1, sold: 9, expected: 0, closed: 0, outOfStock: 0 },
    { from: '2026-11-02', days: 7, sold: 15, expected: 0, closed: 1, outOfStock: 1 },
    { from: '2026-11-09', days: 7, sold: 0, expected: 7, closed: 0, outOfStock: 0 },
    { from: '2026-11-16', days: 1, sold: 0, expected: 2, closed: 0, outOfStock: 0 },
  ]);
  expect(demandWeeks({ series: { from: '2026-11-01', days }, forecast: [] }, 1)).toHaveLength(1);
});
