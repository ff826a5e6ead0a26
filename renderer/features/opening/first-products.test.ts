import { expect, test } from 'vitest';
import { inUsualOrder } from '#renderer/app/category-words.ts';
import { emptyEntry, entryFaults, type ProductEntry, productRows } from './first-products.ts';

const RULES = { inStoreLayouts: [], businessDate: '2026-03-02', currencyDigits: 2 };
const CONTEXT = {
  ...{ storeId: 'corner', digits: 2, rules: RULES, category: 'General', categoryNames: { 'zh-CN': '常规' } },
  firstSku: 1001,
};

const entry = (change: Partial<ProductEntry>): ProductEntry => ({ ...emptyEntry([], 'standard'), ...change });

test('rows become products with a price, a barcode of 14 digits, their tax and what is on the shelf; empty ones nothing', () => {
  const entries = [
    entry({ id: 1, name: ' Tea ', price: '2,50', barcode: '4006381333931', stock: '12' }),
    entry({ id: 2 }),
    entry({ id: 3, name: 'Stamp', price: '1', taxCategory: 'exempt' }),
  ];
  expect(entryFaults(entries, CONTEXT)).toEqual([]);
  expect(productRows(entries, CONTEXT)).toMatchObject([
    { line: 1, sku: '1001', name: 'Tea', prices: { corner: 250 }, gtins: ['04006381333931'], stock: { corner: 12 } },
    {
      line: 3,
      sku: '1002',
      name: 'Stamp',
      prices: { corner: 100 },
      gtins: [],
      taxCategory: 'exempt',
      stock: { corner: 0 },
    },
  ]);
});

test.each([
  ['no name', { price: '1' }, 'name', 'missing'],
  ['no price', { name: 'Tea' }, 'price', 'missing'],
  ['a price that is none', { name: 'Tea', price: '1.234' }, 'price', 'price'],
  ['a mistyped barcode', { name: 'Tea', price: '1', barcode: '4006381333932' }, 'barcode', 'check-digit'],
  ['letters for a barcode', { name: 'Tea', price: '1', barcode: 'TEA' }, 'barcode', 'barcode'],
  ['half a piece', { name: 'Tea', price: '1', stock: '1.5' }, 'stock', 'stock'],
] as const)('%s is told', (_, change, field, why) => {
  expect(entryFaults([entry({ id: 7, ...change })], CONTEXT)).toEqual([{ id: 7, field, why }]);
});

test('the same barcode twice is told at the second', () => {
  const two = [1, 2].map((id) => entry({ id, name: 'Tea', price: '1', barcode: '4006381333931' }));
  expect(entryFaults(two, CONTEXT)).toEqual([{ id: 2, field: 'barcode', why: 'twice' }]);
});

test('the tax category that is taken unless another is chosen is the standard one, in whatever order they come', () => {
  expect(inUsualOrder(['zero', 'exempt', 'own', 'reduced', 'standard'])).toEqual([
    'standard',
    'reduced',
    'zero',
    'exempt',
    'own',
  ]);
});
