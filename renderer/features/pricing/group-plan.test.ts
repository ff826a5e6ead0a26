import { expect, test } from 'vitest';
import type { CustomerGroupRow, PriceListRow } from '#contracts/http/pricing.ts';
import { planGroups } from './group-plan.ts';

const at = { changedAt: null, changedBy: null };
const group = (groupId: string, archived = false): CustomerGroupRow => {
  const one = { groupId, name: groupId, ...(archived ? { archived: true as const } : {}) };
  return { group: one, revision: 2, members: 0, lists: 0, ...at };
};
const list = (listId: string, groupIds: string[], archived = false): PriceListRow => {
  const when = { storeIds: null, from: null, until: null, priority: 0, rules: [] };
  const one = {
    listId,
    name: listId,
    currency: 'GBP',
    groupIds,
    ...when,
    ...(archived ? { archived: true as const } : {}),
  };
  return { list: one, revision: 1, entries: 0, ...at };
};
const ROWS = [group('a'), group('b'), group('old', true)];
const LISTS = [list('l1', ['a']), list('l2', ['a', 'b']), list('ended', ['a', 'b'], true)];
const after = (edit: Parameters<typeof planGroups>[2]) =>
  planGroups(ROWS, LISTS, edit).map(({ after: { group: one, listIds } }) => [one.archived ?? false, listIds]);

test('a price list becomes one for all groups in use, or no longer; the others are not touched', () => {
  expect(after({ what: 'keep' })).toEqual([
    [false, ['l1', 'l2']],
    [false, ['l2']],
    [true, []],
  ]);
  expect(after({ what: 'put-on', listId: 'l1' })).toEqual([
    [false, ['l1', 'l2']],
    [false, ['l1', 'l2']],
    [true, []],
  ]);
  expect(after({ what: 'take-off', listId: 'l2' })).toEqual([
    [false, ['l1']],
    [false, []],
    [true, []],
  ]);
});

test('all are archived, or used again', () => {
  expect(after({ what: 'archive' }).map(([archived]) => archived)).toEqual([true, true, true]);
  expect(after({ what: 'use' }).map(([archived]) => archived)).toEqual([false, false, false]);
});
