import { expect, it } from 'vitest';
import { itemsCsv, readItemCsv, takeItems } from './item-csv.ts';
import { ITEMS_MAX, supplierDraft } from './supplier-draft.ts';

const tea = { variantId: 'tea', sku: 'T-1', name: 'Tea', unit: 'each' as const };
const rice = { variantId: 'rice', sku: '-R', name: 'Rice', unit: 'kg' as const };
const PRODUCTS = [tea, rice];
const TEA_GTIN = '04006381333931';

const item = { variantId: 'tea', supplierSku: 'A1', packSize: 6, minimumQuantity: 12, packCost: 900 };
const draft = { ...supplierDraft(null), items: [item] };

function take(text: string, before = draft) {
  const { lines, refused } = readItemCsv(new TextEncoder().encode(text));
  const cards = lines.map(
    ({ by }) =>
      PRODUCTS.find((one) => ('sku' in by ? one.sku === by.sku : by.gtin === TEA_GTIN && one === tea)) ?? null,
  );
  const taken = takeItems(before, lines, cards, 2);
  return { ...taken, refused: [...refused, ...taken.refused].map(({ line, code }) => [line, code]) };
}

it('changes what a file names and adds what is new, by sku or barcode; what is left empty stays', () => {
  const { draft: after, ...told } = take('Cost;SKU;GTIN;pack;supplier sku\n9,50;;4006381333931;;\n1;-R;;2,5;X\n');
  expect(told).toEqual({ added: 1, changed: 1, unchanged: 0, refused: [] });
  expect(after.items).toEqual([
    { variantId: 'rice', supplierSku: 'X', packSize: 2500, minimumQuantity: 0, packCost: 100 },
    { ...item, packCost: 950 },
  ]);
});

it('leaves the draft as it is when a file says nothing new', () => {
  expect(take('sku,cost\nT-1,9\n')).toEqual({ draft, added: 0, changed: 0, unchanged: 1, refused: [] });
  expect(take('sku,cost\nT-1,9\n').draft).toBe(draft);
});

it('tells every line that is wrong, and takes the rest', () => {
  const { draft: after, refused } = take(
    'sku,gtin,pack,minimum,cost\nNOPE,,,,1\n,,,,1\n,4006381333930,,,1\n-R,,,,\n-R,,0,,1\n-R,,1,x,1\n-R,,1,,1.234\nT-1,,2,,\nT-1,,3,,\n',
  );
  expect(refused.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
    [2, 'product-unknown'],
    [3, 'empty'],
    [4, 'gtin-digit'],
    [5, 'empty'],
    [6, 'pack-size'],
    [7, 'number'],
    [8, 'decimals'],
    [10, 'sku-twice'],
  ]);
  expect(after.items).toEqual([{ ...item, packSize: 2 }]);
});

it.each([
  ['', 'file-empty'],
  ['cost\n1\n', 'column-missing'],
])('takes nothing of a file that cannot be read: %j', (text, code) => {
  expect(take(text)).toMatchObject({ draft, refused: [[1, code]] });
});

it('takes no more than a supplier may have', () => {
  const items = Array.from({ length: ITEMS_MAX }, (_, index) => ({ ...item, variantId: `other-${index}` }));
  expect(take('sku,cost\nT-1,1\n', { ...draft, items }).refused).toEqual([[2, 'items-full']]);
});

it('reads what it writes', () => {
  const items = [item, { variantId: 'rice', supplierSku: '=5', packSize: 2500, minimumQuantity: 10, packCost: 5 }];
  const text = itemsCsv(items, (variantId) => PRODUCTS.find((one) => one.variantId === variantId), 2);
  const { draft: after, refused } = take(text, { ...draft, items: [] });
  expect(refused).toEqual([]);
  expect(after.items).toEqual(items);
});
