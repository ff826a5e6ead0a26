import { expect, it } from 'vitest';
import type { OrderLine } from '#domain/order/order.ts';
import { waysBack } from './ways-back.ts';

const LINE = {
  ...{ id: 'L', variantId: 'v', sku: 's', name: 'n', unit: 'each', taxCategory: 'c', quantity: 3, unitPrice: 1 },
  ...{ priceVersion: 1, discounts: [], listAmount: 3, adjustments: [], amount: 3, taxes: [] },
} satisfies OrderLine;
const ways = (line: OrderLine, undelivered: number | null, quantity = 3) =>
  waysBack(
    undelivered === null ? { known: 'own' } : { known: 'server', undelivered: new Map([[line.id, undelivered]]) },
    { line, quantity },
  ).map(({ condition, most }) => `${condition} ${most}`);

it('lets goods come back that were carried out or handed over, cancels what nobody was handed, and guesses nothing', () => {
  const goods = (most: number) => [`restock ${most}`, `damaged ${most}`, `quarantine ${most}`];
  expect(ways(LINE, null)).toEqual(goods(3));
  const left = { ...LINE, deliveryId: 'D' };
  expect(ways(left, null)).toEqual([]);
  expect(ways(left, 3)).toEqual(['undelivered 3']);
  expect(ways(left, 1)).toEqual(['undelivered 1', ...goods(2)]);
  expect(ways(left, 0)).toEqual(goods(3));
  expect(ways(left, 1, 0)).toEqual([]);
  expect(ways({ ...left, id: 'charge:D' }, 0)).toEqual([]);
});
