import { expect, it } from 'vitest';
import { nextBy, PROFIT_FILTERS, SALES_FILTERS, salesChoices, withFilter } from './narrow.ts';

it('takes off what does not go with a new filter, and keeps the rest', () => {
  const filters = { category: 'food', operator: 'ada', hour: '9' };
  expect(withFilter(filters, 'tender', 'cash')).toEqual({ operator: 'ada', hour: '9', tender: 'cash' });
  expect(withFilter(filters, 'product', 'tea')).toEqual({ ...filters, product: 'tea' });
  expect(withFilter({ tax: 'S 200000' }, 'category', 'food')).toEqual({ category: 'food' });
  expect(withFilter({ tax: 'S 200000' }, 'weekday', '1')).toEqual({ tax: 'S 200000', weekday: '1' });
});

it('offers only rows that the server can answer', () => {
  expect(salesChoices({}, SALES_FILTERS)).toEqual(expect.arrayContaining(['day', 'product', 'tender', 'tax', 'store']));
  expect(salesChoices({}, SALES_FILTERS)).not.toContain('weekday-hour');
  const ofCategory = salesChoices({ category: 'food' }, SALES_FILTERS);
  expect(ofCategory).toEqual(expect.arrayContaining(['day', 'product', 'operator']));
  expect(ofCategory).not.toEqual(expect.arrayContaining(['tender']));
  expect(salesChoices({ tender: 'cash' }, SALES_FILTERS)).not.toEqual(expect.arrayContaining(['product']));
});

it('has no profit of payments and taxes, whatever sales are narrowed to', () => {
  const choices = salesChoices({ tender: 'cash' }, PROFIT_FILTERS);
  expect(choices).toEqual(expect.arrayContaining(['day', 'product', 'category']));
  expect(choices.filter((by) => by === 'tender' || by === 'tax')).toEqual([]);
});

it('goes on with rows that there are once it is narrowed', () => {
  expect(nextBy('sales', 'category')).toBe('product');
  for (const filter of SALES_FILTERS) {
    const choices = salesChoices(withFilter({}, filter, '1'), SALES_FILTERS);
    expect(choices, filter).toContain(nextBy('sales', filter));
  }
  expect([nextBy('returns', 'reason'), nextBy('discounts', 'product')]).toEqual(['product', 'reason']);
});
