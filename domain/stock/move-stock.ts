import { type Minor, mulDiv } from '#domain/money/money.ts';
import { issueStock, receiveStock, type StockCost } from './stock-cost.ts';

/**
 * What a movement did to the value of stock. `cost` is what came in or went out with it, in the sign of its quantity, and goes to the
 * account that its kind says: receipts, cost of sales, shrinkage. `correction` goes to the cost of sales, whatever the kind: goods
 * that were sold before they came in cost otherwise than was charged. Value changes by cost less correction.
 */
export interface ValueStep {
  stock: StockCost;
  cost: Minor;
  correction: Minor;
}

/**
 * Moves stock in or out: in at `cost`, or at the last average where that is null; out at the moving average. Goods that came in
 * while no cost was ever known are worth nothing. `quantity` in smallest units, signed; throws a RangeError beyond safe integers.
 */
export function moveStock(stock: StockCost, quantity: number, cost: Minor | null): ValueStep {
  if (quantity === 0) return { stock, cost: 0, correction: 0 };
  if (quantity < 0) {
    const issued = issueStock(stock, -quantity);
    return { stock: safe(issued.stock), cost: 0 - issued.costOfSales, correction: 0 };
  }
  const paid = Math.max(0, cost ?? usualCost(stock, quantity));
  const received = receiveStock(stock, quantity, paid);
  const average = cost === null && stock.average === null ? null : received.stock.average;
  return { stock: safe({ ...received.stock, average }), cost: paid, correction: received.costOfSales };
}

function usualCost({ average }: StockCost, quantity: number): Minor {
  return average === null ? 0 : mulDiv(average.amount, quantity, average.quantity);
}

function safe(stock: StockCost): StockCost {
  if (!Number.isSafeInteger(stock.value) || !Number.isSafeInteger(stock.quantity))
    throw new RangeError('stock beyond safe integers');
  return stock;
}
