import { expect, test } from 'vitest';
import { currenciesUnlisted, type PriceList } from './price-list.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const list = (currency: string, change: Partial<PriceList> = {}): PriceList => ({
  listId: currency,
  name: currency,
  currency,
  groupIds: ['trade'],
  storeIds: null,
  from: null,
  until: null,
  priority: 0,
  rules: [],
  ...change,
});

test('a group that has lists in some currencies is told of those that stores have and none of its lists', () => {
  const told = (...lists: PriceList[]) => currenciesUnlisted(lists, 'trade', ['GBP', 'EUR', 'EUR', 'CHF'], NOW);
  expect(told(list('EUR'))).toEqual(['GBP', 'CHF']);
  expect(told(list('EUR'), list('GBP'), list('CHF'))).toEqual([]);
  // One that is ahead of its time is known already; one that has ended says nothing any more.
  expect(told(list('EUR'), list('GBP', { from: '2027-01-01T00:00:00.000Z' }), list('CHF', { until: NOW }))).toEqual([
    'CHF',
  ]);
  expect(told(list('EUR'), list('GBP', { archived: true }), list('CHF', { groupIds: ['staff'] }))).toEqual([
    'GBP',
    'CHF',
  ]);
});

test('of a group without any list nothing is expected', () => {
  expect(currenciesUnlisted([], 'trade', ['GBP'], NOW)).toEqual([]);
  expect(currenciesUnlisted([list('EUR', { groupIds: ['staff'] })], 'trade', ['GBP'], NOW)).toEqual([]);
});
