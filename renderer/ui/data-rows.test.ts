import { expect, it } from 'vitest';
import { type DataField, dataCsv, dataRows } from './data-rows.ts';

interface Person {
  name: string;
  age: number;
}
const FIELDS: DataField<Person>[] = [
  { id: 'name', label: 'Name', value: ({ name }) => name },
  { id: 'age', label: 'Age', value: ({ age }) => age },
];
const PEOPLE = [
  { name: 'Zoë "Z" Ångström', age: 9 },
  { name: 'Ann, Lee', age: 31 },
  { name: 'Bo Lee', age: 101 },
];
const names = (rows: readonly Person[]) => rows.map(({ name }) => name[0]).join('');
const shown = (search: string, by: string, descending = false) =>
  names(dataRows(PEOPLE, FIELDS, { search, order: { by, descending }, language: 'en' }));

it('finds every word anywhere, whatever the case and the accents', () => {
  expect(shown('', 'none')).toBe('ZAB');
  expect(shown('LEE', 'none')).toBe('AB');
  expect(shown('lee bo', 'none')).toBe('B');
  expect(shown('zoe angstrom', 'none')).toBe('Z');
  expect(shown('31', 'none')).toBe('A');
  expect(shown('nobody', 'none')).toBe('');
});

it('sorts numbers by their size and texts as people do, and leaves what it was given', () => {
  expect(shown('', 'age')).toBe('ZAB');
  expect(shown('', 'age', true)).toBe('BAZ');
  expect(shown('', 'name')).toBe('ABZ');
  expect(names(PEOPLE)).toBe('ZAB');
});

it('is a file that a spreadsheet reads', () => {
  expect(dataCsv(PEOPLE.slice(0, 2), FIELDS)).toBe(`\ufeffName,Age\r\n"Zoë ""Z"" Ångström",9\r\n"Ann, Lee",31\r\n`);
});
