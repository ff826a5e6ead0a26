import { expect, it } from 'vitest';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { addAll, addChanged, addOne, MOST_COPIES, MOST_ROWS, rest, setCopies } from './label-list.ts';
import { labelOf } from './label-of.ts';

function card(variantId: string, more: Partial<VariantCard> = {}): VariantCard {
  const price = { variantId, amount: 195, version: 1 };
  const base = {
    variantId,
    productId: variantId,
    sku: `S-${variantId}`,
    name: `Item ${variantId}`,
    gtins: [],
    categoryId: 'c',
  };
  return { ...base, unit: 'each', taxCategory: 'standard', price, stock: null, ...more };
}
const copies = (rows: readonly { card: VariantCard; copies: number }[]) =>
  rows.map((row) => [row.card.variantId, row.copies]);
const WORDS = {
  language: 'zh-CN',
  formats: { money: (minor: number) => `£${(minor / 100).toFixed(2)}` },
  perUnit: (price: string, unit: string) => `${price}/${unit}`,
};

it('counts what is scanned again, and adds a category without doubling', () => {
  const rows = addOne(addOne(addOne([], card('a')), card('b')), card('a'));
  expect(copies(rows)).toEqual([
    ['b', 1],
    ['a', 2],
  ]);
  expect(copies(addAll(rows, [card('a'), card('c')]))).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 1],
  ]);
  expect(setCopies(rows, 'a', 5000)[1]?.copies).toBe(MOST_COPIES);
  const many = Array.from({ length: MOST_ROWS + 5 }, (_, at) => card(String(at)));
  expect(addAll([], many)).toHaveLength(MOST_ROWS);
});

it('keeps what has not come out, and what was not to be printed', () => {
  const rows = [card('a'), card('x', { price: null }), card('b'), card('c')].map((one) => ({ card: one, copies: 3 }));
  const priced = ({ card: { price } }: { card: VariantCard }) => price !== null;
  expect(copies(rest(rows, 4, priced))).toEqual([
    ['x', 3],
    ['b', 2],
    ['c', 3],
  ]);
  expect(copies(rest(rows, 9, priced))).toEqual([['x', 3]]);
  expect(copies(rest(rows, 0, priced))).toEqual(copies(rows));
});

it('writes a label in the language of the store', () => {
  const tea = card('t', { names: { 'zh-CN': '绿茶' }, gtins: ['04006381333931'] });
  expect(labelOf({ card: tea, copies: 2 }, WORDS)).toEqual({
    name: '绿茶',
    detail: 'S-t',
    price: '£1.95',
    barcode: '04006381333931',
    copies: 2,
  });
  expect(labelOf({ card: card('k', { unit: 'kg' }), copies: 1 }, WORDS)).toMatchObject({
    price: '£1.95/kg',
    barcode: 'S-k',
  });
  expect(labelOf({ card: card('n', { price: null }), copies: 1 }, WORDS)).toBeNull();
  expect(labelOf({ card: card('o', { rules: { openPrice: true } }), copies: 1 }, WORDS)).toBeNull();
});

it('a label shows what a price came down from, and what a kilogram costs', () => {
  const tea = card('t', { netContent: { quantity: 250, unit: 'g' } });
  expect(labelOf({ card: tea, copies: 1, was: 250 }, WORDS)).toMatchObject({
    price: '£1.95',
    was: '£2.50',
    unitPrice: '£7.80/kg',
  });
  expect(labelOf({ card: tea, copies: 1, was: 100 }, WORDS)).not.toHaveProperty('was');
});

it('a changed price takes the place of the label that was wanted before', () => {
  const rows = addAll([], [card('a'), card('b')]);
  const changed = addChanged(rows, [{ card: card('b'), copies: 1, was: 300 }]);
  expect(changed.map(({ card: { variantId }, was }) => [variantId, was])).toEqual([
    ['b', 300],
    ['a', undefined],
  ]);
});
