import { expect, it } from 'vitest';
import { groupsFor, REPORTS } from './report-list.ts';

it('lists every report once', () => {
  const listed = groupsFor(() => true).flatMap(({ reports }) => reports);
  expect(listed.toSorted()).toEqual(Object.keys(REPORTS).toSorted());
});

it('shows what goods cost to nobody who may not see it', () => {
  const listed = groupsFor(() => false).flatMap(({ reports }) => reports);
  expect(listed).toContain('sales');
  expect(listed.filter((id) => ['profit', 'stock-value', 'turnover'].includes(id))).toEqual([]);
});
