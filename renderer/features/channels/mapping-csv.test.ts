import { expect, test } from 'vitest';
import { readMappingCsv } from './mapping-csv.ts';

test('a sku maps, a hyphen leaves alone, an empty cell says nothing; a number stands once', () => {
  const text = 'number,sku,name\n11,P1,Tea\n12,-,Mug\n13,,Pot\n11,P2,Tea\n,P3,\n';
  const { rows, refused } = readMappingCsv(new TextEncoder().encode(text));
  expect(rows.map(({ mapping }) => mapping)).toEqual([
    { externalVariantId: '11', sku: 'P1' },
    { externalVariantId: '12', sku: null },
    { externalVariantId: '13' },
  ]);
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [5, 'row-twice'],
    [6, 'empty'],
  ]);
});
