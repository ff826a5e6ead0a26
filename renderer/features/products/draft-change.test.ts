import { expect, it } from 'vitest';
import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { type ChangeParts, changeOf, isEmptyChange } from './draft-change.ts';
import { draftOf, emptyDraft, faultsOf, variantOfDraft } from './product-draft.ts';

const ROW: ProductListRow = {
  variant: {
    variantId: 'v',
    productId: 'p',
    sku: 'S1',
    name: 'Tea',
    names: { 'zh-CN': '茶' },
    gtins: ['04006381333931'],
    categoryId: 'food',
    unit: 'kg',
    taxCategory: 'zero',
    rules: {
      productName: 'Teas',
      options: { size: 'M' },
      openPrice: true,
      service: true,
      serialised: true,
      undiscountable: true,
      unreturnable: true,
      parts: [{ variantId: 'w', quantity: 2 }],
      linked: [{ variantId: 'x', quantity: 1 }],
      minimumAge: 18,
      plu: '41',
      storedValue: 'gift-card',
    },
    archived: true,
    descriptions: { en: 'Fine' },
    netContent: { quantity: 250, unit: 'g' },
  },
  revision: 4,
  categoryName: 'Food',
  prices: [
    {
      storeId: 'hs',
      amount: 495,
      version: 6,
      ahead: [{ amount: 450, version: 8, effectiveAt: '2026-12-01T09:00:00.000Z' }],
    },
  ],
  onHand: 0,
  changedAt: null,
  changedBy: null,
};
const STORES = [
  { storeId: 'hs', digits: 2 },
  { storeId: 'tokyo', digits: 0 },
];
const { variant } = ROW;
const parts: ChangeParts = {
  draft: draftOf(ROW),
  base: { variant, revision: 4 },
  prices: { texts: { hs: '4.95', tokyo: '' }, from: null },
  known: ROW.prices,
  stores: STORES,
  cells: [],
  changeId: 'change',
  newCategoryId: 'new-category',
};

it('a form that nobody touched asks for nothing, whatever the product has', () => {
  expect(variantOfDraft(draftOf(ROW))).toEqual(variant);
  expect(isEmptyChange(changeOf(parts))).toBe(true);
});

it('asks for what was changed, on the revision it was read at', () => {
  const draft = { ...parts.draft, name: ' Green tea ', names: { 'zh-CN': ' ' }, minimumAge: '' };
  const change = changeOf({ ...parts, draft, prices: { texts: { hs: '5', tokyo: '700' }, from: null } });
  expect(change.variants).toMatchObject([{ base: 4, after: { name: 'Green tea' } }]);
  expect(change.variants[0]?.after).not.toHaveProperty('names');
  expect(change.variants[0]?.after.rules).not.toHaveProperty('minimumAge');
  expect(change.prices).toEqual([
    { storeId: 'hs', variantId: 'v', base: 6, amount: 500 },
    { storeId: 'tokyo', variantId: 'v', base: 0, amount: 700 },
  ]);
});

it('a price from a minute on replaces what would hold then; a first price holds at once', () => {
  const at = (from: string) => changeOf({ ...parts, prices: { texts: { hs: '5', tokyo: '700' }, from } }).prices;
  expect(at('2026-11-01T09:00:00.000Z')).toEqual([
    { storeId: 'hs', variantId: 'v', base: 6, amount: 500, effectiveAt: '2026-11-01T09:00:00.000Z' },
    { storeId: 'tokyo', variantId: 'v', base: 0, amount: 700 },
  ]);
  expect(at('2026-12-02T09:00:00.000Z')[0]).toMatchObject({ base: 8 });
});

it('a new product is its variants, all in a new category and with the price that was entered', () => {
  const draft = {
    ...emptyDraft('v1', 'p1', 'standard'),
    name: 'T-shirt',
    names: { 'zh-CN': 'T 恤' },
    sku: 'TS',
    newCategory: 'Clothes',
  };
  const cell = { key: 'size=s', options: { Size: 'S' }, name: 'T-shirt S', sku: 'TS-S', gtin: null };
  const cells = [
    { ...cell, variantId: 'c1' },
    { ...cell, variantId: 'c2', sku: 'TS-M', gtin: '02901000000011' },
  ];
  const change = changeOf({
    ...parts,
    draft,
    base: null,
    known: [],
    cells,
    prices: { texts: { hs: '12' }, from: null },
  });
  expect(change.categories).toEqual([{ base: 0, after: { categoryId: 'new-category', name: 'Clothes' } }]);
  expect(change.variants.map(({ after }) => [after.variantId, after.productId, after.sku, after.gtins])).toEqual([
    ['c1', 'p1', 'TS-S', []],
    ['c2', 'p1', 'TS-M', ['02901000000011']],
  ]);
  expect(change.variants[0]?.after).toMatchObject({
    names: { 'zh-CN': 'T 恤 S' },
    categoryId: 'new-category',
    rules: { productName: 'T-shirt', options: { Size: 'S' } },
  });
  expect(change.prices.map(({ variantId, amount }) => [variantId, amount])).toEqual([
    ['c1', 1200],
    ['c2', 1200],
  ]);
});

it('says what is missing or wrong', () => {
  expect(faultsOf({ ...emptyDraft('v', 'p', ''), net: 'x', minimumAge: '0', plu: 'a', options: { a: 'b' } })).toEqual([
    'name',
    'sku',
    'category',
    'tax',
    'net',
    'minimumAge',
    'plu',
    'productName',
  ]);
  expect(faultsOf(draftOf(ROW))).toEqual([]);
});
