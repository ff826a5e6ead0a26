import { expect, test } from 'vitest';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { orderAsked } from '#sync-server/ingest/book/permission-checks.ts';

const SIZE = 100_000;

/** A line of 10.00 with ten percent off, so many times; `decided` of them by a manager. */
function order(times: number, decided = 0): OrderCompleted {
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
  return { lines: [line], discounts: [] } as unknown as OrderCompleted;
}

test('small discounts one upon the other are as large as one', () => {
  expect(orderAsked(order(1)).map(({ size }) => size)).toEqual([SIZE]);
  // 10.00, 9.00, 8.10: 1.90 off, of which each may have been rounded by a penny.
  expect(orderAsked(order(2)).map(({ size }) => size)).toEqual([SIZE, SIZE, 188_000]);
  expect(orderAsked(order(12)).at(-1)?.size).toBeGreaterThan(700_000);
});

test('what a manager decided counts by itself', () => {
  expect(orderAsked(order(2, 1)).map(({ size }) => size)).toEqual([SIZE, SIZE]);
});
