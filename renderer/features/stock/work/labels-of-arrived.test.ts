import { expect, it } from 'vitest';
import { idMaker } from '#renderer/features/stock/testing/draft.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { emptyLine } from './draft-lines.ts';
import { labelsOfArrived } from './labels-of-arrived.ts';

const WORDS = {
  language: 'en',
  formats: { money: (minor: number) => `£${(minor / 100).toFixed(2)}` },
  perUnit: (price: string, unit: string) => `${price}/${unit}`,
};

function card(variantId: string, more: Partial<VariantCard> = {}): [string, VariantCard] {
  const price = { variantId, amount: 195, version: 1 };
  const base = { variantId, productId: variantId, sku: variantId, name: variantId, gtins: [], categoryId: 'c' };
  return [variantId, { ...base, unit: 'each', taxCategory: 'standard', price, stock: null, ...more }];
}

it('prints for what went on the shelf and has a price: one a product, or one a piece, lots together', () => {
  const newId = idMaker();
  const cards = new Map([card('tea'), card('apple', { unit: 'kg' }), card('new', { price: null }), card('mug')]);
  const lines = [
    emptyLine(newId(), 'tea', { quantity: 3, batch: 'A' }),
    emptyLine(newId(), 'tea', { quantity: 2, batch: 'B' }),
    emptyLine(newId(), 'apple', { quantity: 12_000 }),
    emptyLine(newId(), 'new', { quantity: 4 }),
    emptyLine(newId(), 'mug', { damaged: 2, expected: 2 }),
    emptyLine(newId(), 'gone', { quantity: 1 }),
  ];
  const copies = (pieces: boolean) =>
    labelsOfArrived({ lines }, cards, WORDS, pieces).map((label) => [label.name, label.copies]);
  expect(copies(false)).toEqual([
    ['tea', 1],
    ['apple', 1],
  ]);
  expect(copies(true)).toEqual([
    ['tea', 5],
    ['apple', 1],
  ]);
});
