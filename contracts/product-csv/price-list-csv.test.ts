import { expect, it } from 'vitest';
import { readPriceListCsv } from './price-list-csv.ts';

const read = (text: string) => readPriceListCsv(new TextEncoder().encode(text), 2);

it('reads skus and prices beside other columns, in whichever order and with either decimal sign', () => {
  expect(read('Price;name;SKU\n12,50;Tea;A\n;Cup;B\n3;Pot;C\n')).toEqual({
    header: ['Price', 'name', 'SKU'],
    rows: [
      { line: 2, sku: 'A', amount: 1250 },
      { line: 3, sku: 'B', amount: null },
      { line: 4, sku: 'C', amount: 300 },
    ],
    refused: [],
  });
});

it('tells every row that is wrong with its line, and takes the rest', () => {
  const { rows, refused } = read('sku,price\nA,1.234\n,5\nB,2\nB,3\nC,much\nD,-1\n');
  expect(rows).toEqual([{ line: 4, sku: 'B', amount: 200 }]);
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [2, 'decimals'],
    [3, 'empty'],
    [5, 'sku-twice'],
    [6, 'number'],
    [7, 'number'],
  ]);
});

it.each([
  ['', 'file-empty'],
  ['sku,amount\nA,1\n', 'column-missing'],
])('takes nothing of a file that cannot be read: %j', (text, code) => {
  expect(read(text)).toMatchObject({ rows: [], refused: [{ line: 1, code }] });
});
