import { expect, it } from 'vitest';
import { hoursGrid } from './hours-grid.ts';

const row = (key: string, amount: number, count = 1) => ({
  key,
  now: { amount, count },
  before: { amount: 0, count: 0 },
});

it('is seven days of the hours from the first to the last', () => {
  const { hours, cells } = hoursGrid([row('1 9', 100), row('7 12', 300), row('3 20', 0, 0)]);
  expect(hours).toEqual([9, 10, 11, 12]);
  expect(cells).toHaveLength(7);
  expect(cells[0]?.map((cell) => cell?.now.amount ?? null)).toEqual([100, null, null, null]);
  expect(cells[6]?.[3]?.key).toBe('7 12');
});

it('is empty where nothing was sold', () => {
  expect(hoursGrid([])).toEqual({ hours: [], cells: [] });
});
