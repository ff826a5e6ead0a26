import { expect, it } from 'vitest';
import { firstPlace, placeQuery } from './report-place.ts';

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
