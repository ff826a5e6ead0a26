import { expect, it } from 'vitest';
import type { EntryRow } from '#contracts/http/pricing.ts';
import { entryChanges, planEntries, staysOf, undoEntries } from './entry-plan.ts';

const row = (variantId: string, more: Partial<EntryRow> = {}): EntryRow => ({
  variantId,
  sku: variantId,
  name: variantId,
  unit: 'each',
  categoryId: 'c',
  undiscountable: false,
  price: 1000,
  amount: null,
  version: 0,
  ...more,
});
const ids = () => {
  let next = 0;
  return () => `id${next++}`;
};

it('plans only what becomes another, and a percentage of the price book’s price', () => {
  const rows = [
    row('a'),
    row('b', { amount: 899, version: 3 }),
    row('c', { price: null }),
    row('d', { amount: 5, version: 1 }),
    row('e', { undiscountable: true, amount: 950, version: 2 }),
  ];
  const edit = { how: 'percent' as const, ppm: 120_000, ending: { end: 99, step: 100 } };
  expect(planEntries(rows, edit).map(({ row: { variantId }, after }) => [variantId, after])).toEqual([
    ['a', 899],
    ['d', 899],
  ]);
  expect(planEntries(rows, { how: 'remove' }).map(({ row: { variantId } }) => variantId)).toEqual(['b', 'd', 'e']);
  expect(planEntries(rows, { how: 'set', amount: 5 }).map(({ row: { variantId } }) => variantId)).toEqual([
    'a',
    'b',
    'c',
    'e',
  ]);
  expect(rows.map((one) => staysOf(one, edit))).toEqual([null, null, 'noPrice', null, 'undiscountable']);
  expect(rows.map((one) => staysOf(one, { how: 'set', amount: 5 }))).toEqual([null, null, null, null, null]);
});

it('is undone on the versions it led to, as far as it came', () => {
  const plan = planEntries([row('a'), row('b', { amount: 700, version: 4 })], { how: 'set', amount: 500 });
  const [change] = entryChanges(plan, 'list', ids());
  expect(change?.entries).toEqual([
    { variantId: 'a', base: 0, amount: 500 },
    { variantId: 'b', base: 4, amount: 500 },
  ]);
  expect(undoEntries(plan, new Map([['b', 9]]), 'list', ids())).toEqual([
    { changeId: 'id0', listId: 'list', entries: [{ variantId: 'b', base: 9, amount: 700 }] },
  ]);
  const removed = planEntries([row('b', { amount: 700, version: 4 })], { how: 'remove' });
  expect(undoEntries(removed, new Map([['b', 9]]), 'list', ids())[0]?.entries).toEqual([
    { variantId: 'b', base: 0, amount: 700 },
  ]);
});

it('goes in parts that a request can hold', () => {
  const plan = planEntries(
    Array.from({ length: 1200 }, (_, at) => row(`v${at}`)),
    { how: 'set', amount: 1 },
  );
  expect(entryChanges(plan, 'list', ids()).map(({ entries }) => entries.length)).toEqual([500, 500, 200]);
});
