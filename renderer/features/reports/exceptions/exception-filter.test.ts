import { expect, it } from 'vitest';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import { type ExceptionFilter, filterExceptions, filterStill, firstFilter } from './exception-filter.ts';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');

function row(exceptionId: string, change: Partial<ExceptionRow>): ExceptionRow {
  return {
    exceptionId,
    code: 'price-differs',
    storeId: 'LON',
    storeName: 'London',
    openedAt: '2026-11-22T11:00:00.000Z',
    status: 'open',
    times: 1,
    amount: null,
    currency: 'GBP',
    journalId: null,
    seq: null,
    detail: {},
    about: {},
    settled: null,
    ...change,
  };
}

const ROWS = [
  row('fresh', {}),
  row('other-store', { storeId: 'PAR' }),
  row('ten-days', { openedAt: '2026-11-12T12:00:00.000Z' }),
  row('old', { openedAt: '2026-10-01T12:00:00.000Z', code: 'journal-gap' }),
];
const ALL: ExceptionFilter = { code: '', storeId: '', age: 'any' };

it.each<[Partial<ExceptionFilter>, string[]]>([
  [{}, ['fresh', 'other-store', 'ten-days', 'old']],
  [{ storeId: 'LON' }, ['fresh', 'ten-days', 'old']],
  [{ code: 'journal-gap' }, ['old']],
  [{ age: 'day' }, ['fresh', 'other-store']],
  [{ age: 'week' }, ['ten-days', 'old']],
  [{ age: 'month' }, ['old']],
  [{ age: 'month', storeId: 'PAR' }, []],
])('%j leaves %j', (change, left) => {
  expect(filterExceptions(ROWS, { ...ALL, ...change }, NOW).map(({ exceptionId }) => exceptionId)).toEqual(left);
});

it('the own store is looked at first, and all of them where it has none', () => {
  expect(firstFilter(ROWS, 'PAR')).toEqual({ ...ALL, storeId: 'PAR' });
  expect(firstFilter(ROWS, 'ROM')).toEqual(ALL);
});

it('a kind or store of which none is left is looked at no more', () => {
  const filter: ExceptionFilter = { code: 'journal-gap', storeId: 'PAR', age: 'week' };
  expect(filterStill(filter, ROWS)).toEqual(filter);
  const left = ROWS.filter(({ exceptionId }) => exceptionId !== 'old');
  expect(filterStill(filter, left)).toEqual({ ...filter, code: '' });
  expect(filterStill(filter, [])).toEqual({ ...ALL, age: 'week' });
});
