import { expect, it } from 'vitest';
import { gridOf, keyOf, valuesOf } from './variant-grid.ts';
import { spareGtins, wantedCells } from './wanted-cells.ts';

const AXES = [
  { name: 'Size', values: ['S', 'M'] },
  { name: 'Colour', values: ['Red', 'Blé d’or'] },
];

it('makes every combination, each with a name and a sku', () => {
  const grid = gridOf(AXES, 'T-shirt', 'TS');
  expect(grid.map(({ sku, name }) => [sku, name])).toEqual([
    ['TS-S-RED', 'T-shirt S Red'],
    ['TS-S-BLEDOR', 'T-shirt S Blé d’or'],
    ['TS-M-RED', 'T-shirt M Red'],
    ['TS-M-BLEDOR', 'T-shirt M Blé d’or'],
  ]);
  expect(grid[0]?.options).toEqual({ Size: 'S', Colour: 'Red' });
  expect(gridOf([{ name: ' ', values: ['S'] }], 'T', 'T')).toEqual([]);
  expect(gridOf([{ name: 'Size', values: [] }], 'T', 'T')).toEqual([]);
});

it('reads values parted by commas of either language, once each', () => {
  expect(valuesOf(' S, M，L、S ;')).toEqual(['S', 'M', 'L']);
});

it('knows a combination whatever its order and letter case', () => {
  expect(keyOf({ Size: 'M', Colour: 'Red' })).toBe(keyOf({ colour: 'red ', size: 'm' }));
});

it('wants what is neither there nor left out, as it was changed', () => {
  const grid = {
    axes: [{ id: 1, name: 'Size', values: 'S, M, L' }],
    cells: { 'size=l': { dropped: true }, 'size=m': { sku: 'OWN', gtin: '02901000000011' } },
  };
  expect(wantedCells(grid, 'T', 'TS', new Set([keyOf({ size: 'S' })]))).toEqual([
    { key: 'size=m', options: { Size: 'M' }, name: 'T M', sku: 'OWN', gtin: '02901000000011' },
  ]);
});

it('knows the barcodes of a new product that none of its variants bears', () => {
  const entered = ['02901000000011', '04006381333931'];
  const cells = [{ gtin: null }, { gtin: '02901000000011' }];
  expect(spareGtins(entered, cells)).toEqual(['04006381333931']);
  expect(spareGtins(entered, [])).toEqual([]);
});
