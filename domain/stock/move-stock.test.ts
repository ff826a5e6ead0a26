import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveStock } from './move-stock.ts';
import { NO_STOCK } from './stock-cost.ts';

const stock = (quantity: number, value: number) => ({ quantity, value, average: { amount: value, quantity } });

describe('moveStock', () => {
  it('takes goods in at what they cost, or at the last average', () => {
    expect(moveStock(stock(2, 200), 3, 600)).toMatchObject({ stock: { quantity: 5, value: 800 }, cost: 600 });
    expect(moveStock(stock(3, 100), 2, null)).toMatchObject({ stock: { quantity: 5, value: 167 }, cost: 67 });
  });
  it('lets goods go at the moving average', () => {
    expect(moveStock(stock(3, 100), -1, null)).toMatchObject({ stock: { quantity: 2, value: 67 }, cost: -33 });
  });
  it('knows no cost where none was ever said', () => {
    expect(moveStock(NO_STOCK, 5, null)).toEqual({
      stock: { quantity: 5, value: 0, average: null },
      cost: 0,
      correction: 0,
    });
    expect(moveStock(NO_STOCK, 5, 0).stock.average).toEqual({ amount: 0, quantity: 5 });
  });
  it('puts right what was charged for goods that had not come in', () => {
    const { stock: owing } = moveStock(stock(1, 100), -3, null);
    expect(owing).toMatchObject({ quantity: -2, value: -200 });
    expect(moveStock(owing, 4, 500)).toMatchObject({ stock: { quantity: 2, value: 250 }, cost: 500, correction: 50 });
  });
  it('moves nothing by nothing, and refuses what numbers cannot count', () => {
    expect(moveStock(stock(1, 1), 0, 9)).toEqual({ stock: stock(1, 1), cost: 0, correction: 0 });
    expect(() => moveStock(stock(1, Number.MAX_SAFE_INTEGER), 1, 9)).toThrow(RangeError);
  });
  it('is worth what came in less what was charged, to the minor unit, and nothing once nothing is left', () => {
    const move = fc.record({
      quantity: fc.integer({ min: -50, max: 50 }),
      cost: fc.option(fc.integer({ min: 0, max: 9_999 })),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let [now, costs, corrections] = [NO_STOCK, 0, 0];
        for (const { quantity, cost } of moves) {
          const step = moveStock(now, quantity, cost);
          now = step.stock;
          costs += step.cost;
          corrections += step.correction;
        }
        expect(now.value).toBe(costs - corrections);
        if (now.quantity > 0) expect(now.value).toBeGreaterThanOrEqual(0);
        const emptied = now.quantity > 0 ? moveStock(now, -now.quantity, null).stock : now;
        if (now.quantity >= 0) expect(emptied.value).toBe(0);
      }),
    );
  });
});
