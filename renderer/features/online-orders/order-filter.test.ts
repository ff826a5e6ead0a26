import { expect, test } from 'vitest';
import { FIRST_FILTER, isNarrowed, orderQuery } from './order-filter.ts';

test('what is empty narrows nothing; what is to be done comes first', () => {
  expect(orderQuery(FIRST_FILTER)).toEqual({ open: 'true' });
  expect(orderQuery({ ...FIRST_FILTER, open: false, payment: 'paid', store: ' ' })).toEqual({ payment: 'paid' });
  expect(isNarrowed(FIRST_FILTER)).toBe(false);
  expect(isNarrowed({ ...FIRST_FILTER, channel: 'web' })).toBe(true);
});

test('a search finds orders that are done too', () => {
  expect(orderQuery({ ...FIRST_FILTER, search: ' 07700 900123 ' })).toEqual({ search: '07700 900123' });
});
