import { expect, it } from 'vitest';
import { exceptionsPlace, firstPlace, placeQuery } from './report-place.ts';

const place = firstPlace('2026-11-22');

it('begins with the home, and this week for what is opened next', () => {
  expect(place).toMatchObject({ report: 'home', period: { from: '2026-11-16', to: '2026-11-22' }, month: '2026-11' });
});

it('asks for days alone where nothing else is chosen', () => {
  expect(placeQuery(place, ['category'])).toEqual({ from: '2026-11-16', to: '2026-11-22' });
});

it('asks only for what the report knows of that which it is narrowed to', () => {
  const narrowed = { ...place, store: 'all', compared: 'year' as const, filters: { category: 'food', tender: 'cash' } };
  expect(placeQuery(narrowed, ['category', 'operator'])).toEqual({
    from: '2026-11-16',
    to: '2026-11-22',
    store: 'all',
    compared: 'year',
    category: 'food',
  });
});

it('goes to the exceptions from wherever it was, and keeps what else was chosen', () => {
  const behind = { kind: 'sales' as const, query: {}, title: 'Food', filter: null };
  const before = { ...place, report: 'profit' as const, behind, store: 'all' };
  expect(exceptionsPlace(null)(before)).toEqual({ ...before, report: 'exceptions', behind: null });
});
