import { expect, test } from 'vitest';
import { type AskingOrder, orderAsked } from './order-asked.ts';

const SIZE = 100_000;
const asked = (ticket: AskingOrder, known: string[] = []) => orderAsked(ticket, (orderId) => known.includes(orderId));

/** A line of 10.00 with ten percent off, so many times; `decided` of them by a manager. */
function order(times: number, decided = 0): AskingOrder {
  const ids = Array.from({ length: times }, (_, index) => `d${index}`);
  let left = 1000;
  const adjustments = ids.map((discountId) => {
    const amount = Math.round(left / 10);
    left -= amount;
    return { source: 'line-discount', discountId, reason: 'staff', amount: -amount };
  });
  const discounts = ids.map((id, index) => ({
    id,
    kind: 'percent',
    value: SIZE,
    reason: 'staff',
    ...(index < decided ? { overrideId: '0192f000-0000-7000-8000-000000000001' } : {}),
  }));
  const line = { listAmount: 1000, amount: left, adjustments, discounts };
  return { lines: [line], discounts: [] } as unknown as AskingOrder;
}

test('small discounts one upon the other are as large as one', () => {
  expect(asked(order(1)).map(({ size }) => size)).toEqual([SIZE]);
  // 10.00, 9.00, 8.10: 1.90 off, of which each may have been rounded by a penny.
  expect(asked(order(2)).map(({ size }) => size)).toEqual([SIZE, SIZE, 188_000]);
  expect(asked(order(12)).at(-1)?.size).toBeGreaterThan(700_000);
});

test('what a manager decided counts by itself', () => {
  expect(asked(order(2, 1)).map(({ size }) => size)).toEqual([SIZE, SIZE]);
});

const OVERRIDE = '0192f000-0000-7000-8000-000000000001';
const back = (id: string, amount: number, orderId: string | null, overrideId?: string) => {
  return { id, amount, source: orderId && { orderId }, ...(overrideId === undefined ? {} : { overrideId }) };
};
const returning = (...returns: unknown[]) =>
  ({ lines: [], discounts: [], returns, pricesIncludeTax: true }) as unknown as AskingOrder;

test('what is given back is asked for with its tax, whether prices include it or not', () => {
  const taxes = [{ code: 'S', ratePpm: 200_000, base: -5000, amount: -1000 }];
  for (const [pricesIncludeTax, amount] of [[true, -6000] as const, [false, -5000] as const]) {
    const returns = [
      { ...back('a', amount, null), taxes },
      { ...back('b', amount, 'x'), taxes },
    ];
    const sizes = asked({ ...returning(...returns), pricesIncludeTax }).map(({ permission, size }) => [
      permission,
      size,
    ]);
    expect(sizes).toEqual([
      ['return-without-receipt', 6000],
      ['return-with-receipt', 0],
      ['return-unverified', 6000],
    ]);
  }
});

test('what comes back by a sale that nobody knows is asked for by its amount, each receipt for itself', () => {
  const ticket = returning(back('a', -3000, 'x'), back('b', -1000, 'x'), back('c', -500, 'y'), back('d', -900, 'own'));
  expect(asked(ticket, ['own'])).toEqual([
    { permission: 'return-with-receipt', size: 0, itemIds: ['a', 'b', 'c', 'd'] },
    { permission: 'return-unverified', size: 4000, itemIds: ['a', 'b'] },
    { permission: 'return-unverified', size: 500, itemIds: ['c'] },
  ]);
});

test('what comes back without a receipt counts together, beside what a manager decided', () => {
  const ticket = returning(back('a', -3000, null), back('b', -1000, null, OVERRIDE), back('c', -500, null));
  expect(asked(ticket)).toEqual([
    { permission: 'return-without-receipt', size: 3500, itemIds: ['a', 'c'] },
    { permission: 'return-without-receipt', size: 1000, overrideId: OVERRIDE, itemIds: ['b'] },
  ]);
});

test('a discount is asked for by its id, a changed price by its product', () => {
  expect(asked(order(1))).toEqual([{ permission: 'discount', size: SIZE, itemIds: ['d0'] }]);
  const line = { variantId: 'mug', unitPrice: 500, priceOverride: { listPrice: 1000, overrideId: OVERRIDE } };
  const ticket = { lines: [{ ...line, discounts: [], adjustments: [] }], discounts: [] } as unknown as AskingOrder;
  expect(asked(ticket)).toEqual([
    { permission: 'price-override', size: 500_000, overrideId: OVERRIDE, itemIds: ['mug'] },
  ]);
});
