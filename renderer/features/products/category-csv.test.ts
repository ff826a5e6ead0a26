import { expect, it } from 'vitest';
import { categoryCsv, readCategoryCsv } from './category-csv.ts';
import type { CatalogueCategory } from './category-merge.ts';

const PICTURE = { hash: 'a'.repeat(64) };
const LAMPS: CatalogueCategory = {
  categoryId: 'lamps',
  name: 'Lamps, "warm"',
  names: { 'zh-CN': '灯具' },
  taxCategory: 'standard',
  picture: PICTURE,
};
const TEA: CatalogueCategory = { categoryId: 'tea', name: 'Tea' };
const CATALOGUE = {
  categories: [LAMPS, TEA].map((category) => ({ category, revision: 4, variants: 1 })),
  taxCategories: ['standard', 'reduced'],
};
const read = (text: string) => readCategoryCsv(new TextEncoder().encode(text), CATALOGUE, () => 'new');

it('reads what it writes, and that changes nothing', () => {
  const { planned, refused } = read(categoryCsv(CATALOGUE.categories));
  expect(refused).toEqual([]);
  expect(planned.map(({ after }) => after)).toEqual([LAMPS, TEA]);
});

it('changes whom a line names by id or name, keeps its picture, makes others, and leaves what is empty', () => {
  const { planned } = read('id,name,name:de,tax\nlamps,Lights,Leuchten,\n,Tea,,Reduced\n,Cups,,standard\n');
  expect(planned.map(({ after }) => after)).toEqual([
    { ...LAMPS, name: 'Lights', names: { 'zh-CN': '灯具', de: 'Leuchten' } },
    { ...TEA, taxCategory: 'reduced' },
    { categoryId: 'new', name: 'Cups', taxCategory: 'standard' },
  ]);
});

it('says line by line what cannot be', () => {
  const { refused } = read('id,name,tax\n,A,free\nnone,B,\nlamps,,\n,Tea,\ntea,Tee,');
  expect(refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 choice',
    '3 id-unknown',
    '4 empty',
    '6 row-twice',
  ]);
});
