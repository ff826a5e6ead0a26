import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CostStep, changeCost, issueStock, NO_STOCK, receiveStock, type StockCost } from './stock-cost.ts';

const stock = (quantity: number, value: number, average = { amount: value, quantity }): StockCost => ({
  quantity,
  value,
  average,
});

describe('golden values', () => {
  // SAP Library, MM Material Price Change, "Goods Receipt with Price Variance": 1,000 pieces at $5, 400 received for $2,280.
  it('averages as SAP does: $7,280 / 1,400', () => {
    const { stock: after, costOfSales } = receiveStock(stock(1000, 500_000), 400, 228_000);
    expect(after).toEqual({ quantity: 1400, value: 728_000, average: { amount: 728_000, quantity: 1400 } });
    expect(costOfSales).toBe(0);
  });
  // SAP Community, "Value of stock (BSX) in Goods receipt for purchase orders with negative stock": -10 kg at -700 USD, 20 kg at 150
  // USD; and KBA 2353106: back to 0 first, what remains at the purchase order's cost.
  it('brings negative stock back to nothing first, and corrects what was charged', () => {
    const negative = stock(-10, -70_000, { amount: 14_000, quantity: 1 });
    const { stock: after, costOfSales } = receiveStock(negative, 20, 300_000);
    expect(after).toEqual({ quantity: 10, value: 150_000, average: { amount: 150_000, quantity: 10 } });
    expect(costOfSales).toBe(150_000 - 70_000);
  });
});

describe('moving average', () => {
  it('lets the last piece take what is left of the value', () => {
    const first = issueStock(stock(3, 1000), 1);
    const second = issueStock(first.stock, 1);
    const third = issueStock(second.stock, 1);
    expect([first.costOfSales, second.costOfSales, third.costOfSales]).toEqual([333, 334, 333]);
    expect(third.stock).toMatchObject({ quantity: 0, value: 0 });
  });
  it('charges what is sold ahead of its receipt at the last average, or as usual, or not yet', () => {
    expect(issueStock(stock(2, 1000), 5)).toMatchObject({
      stock: { quantity: -3, value: -1500 },
      costOfSales: 2500,
      provisional: 3,
    });
    expect(issueStock(NO_STOCK, 2, { amount: 700, quantity: 1 })).toMatchObject({ costOfSales: 1400, provisional: 2 });
    expect(issueStock(NO_STOCK, 2)).toMatchObject({
      costOfSales: 0,
      provisional: 2,
      stock: { value: 0, average: null },
    });
  });
  it('spreads a later cost over what is here and what was sold', () => {
    expect(changeCost(stock(4, 400), 10, 100)).toMatchObject({ stock: { quantity: 4, value: 440 }, costOfSales: 60 });
    expect(changeCost(stock(-2, -200, { amount: 100, quantity: 1 }), 10, 100)).toMatchObject({
      stock: { value: -200 },
      costOfSales: 100,
    });
  });
  it('does not move nothing, or at less than nothing', () => {
    for (const quantity of [0, -1, 1.5]) {
      expect(() => receiveStock(NO_STOCK, quantity, 1)).toThrow(RangeError);
      expect(() => issueStock(NO_STOCK, quantity)).toThrow(RangeError);
    }
    expect(() => receiveStock(NO_STOCK, 1, -1)).toThrow(RangeError);
  });
});

type Step = { do: 'receive' | 'issue' | 'change'; quantity: number; amount: number };

const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom('receive', 'issue', 'issue', 'change'),
    quantity: fc.integer({ min: 1, max: 40 }),
    amount: fc.nat(100_000),
  }),
  { maxLength: 40 },
);

function stepOf(before: StockCost, step: Step): CostStep {
  if (step.do === 'receive') return receiveStock(before, step.quantity, step.amount);
  if (step.do === 'issue') return issueStock(before, step.quantity, { amount: 123, quantity: 1 });
  return changeCost(before, step.quantity, step.amount);
}

describe('any movements', () => {
  it('value of stock = sum of receipts - cost of sales, to the minor unit, and nothing is worth nothing', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        let now = NO_STOCK;
        let receipts = 0;
        let costOfSales = 0;
        for (const step of drawn) {
          const after = stepOf(now, step);
          if (step.do === 'receive' || step.do === 'change') receipts += step.amount;
          costOfSales += after.costOfSales;
          now = after.stock;
          expect(now.value).toBe(receipts - costOfSales);
          if (now.quantity === 0) expect(now.value).toBe(0);
          if (now.quantity > 0) expect(now.value).toBeGreaterThanOrEqual(0);
          if (now.quantity < 0) expect(now.value).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
  it('what was sold ahead costs in the end what was received for it', () => {
    const drawn = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(100_000), fc.option(fc.nat(9999)));
    fc.assert(
      fc.property(drawn, ([quantity, cost, usual]) => {
        const sold = issueStock(NO_STOCK, quantity, usual === null ? null : { amount: usual, quantity: 1 });
        const received = receiveStock(sold.stock, quantity, cost);
        expect(sold.costOfSales + received.costOfSales).toBe(cost);
        expect(received.stock).toMatchObject({ quantity: 0, value: 0 });
      }),
    );
  });
});
