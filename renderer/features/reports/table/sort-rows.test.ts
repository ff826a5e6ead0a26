import { expect, it } from 'vitest';
import { sortRows } from './sort-rows.ts';

const rows = [
  { name: 'Tea 10', margin: 5 },
  { name: 'tea 9', margin: null },
  { name: 'Äpfel', margin: -2 },
];
const columns = [
  { id: 'name', sortBy: (row: (typeof rows)[number]) => row.name },
  { id: 'margin', sortBy: (row: (typeof rows)[number]) => row.margin },
];
const names = (column: string, down: boolean) =>
  sortRows(rows, columns, { column, down }, 'en').map(({ name }) => name);

it('orders names as people do', () => {
  expect(names('name', false)).toEqual(['Äpfel', 'tea 9', 'Tea 10']);
  expect(names('name', true)).toEqual(['Tea 10', 'tea 9', 'Äpfel']);
});

it('puts what is not known last, either way', () => {
  expect(names('margin', false)).toEqual(['Äpfel', 'Tea 10', 'tea 9']);
  expect(names('margin', true)).toEqual(['Tea 10', 'Äpfel', 'tea 9']);
});

it('leaves rows as they came without a column, or with one that is not there', () => {
  expect(sortRows(rows, columns, undefined, 'en')).toBe(rows);
  expect(sortRows(rows, columns, { column: 'gone', down: true }, 'en')).toBe(rows);
});
