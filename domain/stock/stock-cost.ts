import { type Minor, mulDiv } from '#domain/money/money.ts';

/**
 * What stock of a variant at a location is worth. While `quantity` is negative `value` is what was charged for goods not yet
 * received, below zero. `average` is the last known cost: so many minor units for so many smallest units; null before the first.
 */
export interface StockCost {
  quantity: number;
  value: Minor;
  average: UnitCost | null;
}

/** `amount` minor units for `quantity` smallest units, exactly; no rounded price in between. */
export interface UnitCost {
  amount: Minor;
  quantity: number;
}

/** The stock after a movement, and what it puts to the cost of sales, with its sign. */
export interface CostStep {
  stock: StockCost;
  costOfSales: Minor;
  /** How much of the movement was charged before it was received, and will be put right by a receipt. */
  provisional: number;
}

export const NO_STOCK: StockCost = { quantity: 0, value: 0, average: null };

/**
 * Goods come in at what they cost: the moving average is value / quantity (IAS 2.25 and 2.27, weighted average reckoned at each
 * receipt). Where stock was negative, what was sold ahead takes its share of the cost first; the difference to what was charged
 * then is a correction of the cost of sales, and what is left is worth its own cost (as SAP does: KBA 2353106). `quantity` > 0,
 * `cost` >= 0; throws a RangeError otherwise.
 */
export function receiveStock(stock: StockCost, quantity: number, cost: Minor): CostStep {
  checkQuantity(quantity);
  if (!Number.isSafeInteger(cost) || cost < 0) throw new RangeError(`not a cost: ${cost}`);
  const owed = Math.max(0, -stock.quantity);
  const covered = Math.min(owed, quantity);
  const charged = covered === 0 ? 0 : mulDiv(-stock.value, covered, owed);
  const share = covered === 0 ? 0 : mulDiv(cost, covered, quantity);
  const costOfSales = share - charged;
  const next = { quantity: stock.quantity + quantity, value: stock.value + cost - costOfSales };
  const average = next.quantity > 0 ? { amount: next.value, quantity: next.quantity } : { amount: cost, quantity };
  return { stock: { ...next, average }, costOfSales, provisional: 0 };
}

/**
 * Goods go out at the moving average; the last of them take what value is left, so that nothing stays behind. What goes out beyond
 * on hand is charged at the last average, or at `usual` where there was none (nothing, where that is null too), until received.
 */
export function issueStock(stock: StockCost, quantity: number, usual: UnitCost | null = null): CostStep {
  checkQuantity(quantity);
  const covered = Math.min(Math.max(0, stock.quantity), quantity);
  const provisional = quantity - covered;
  const known = covered === 0 ? 0 : mulDiv(stock.value, covered, stock.quantity);
  const unit = stock.average ?? usual;
  const ahead = unit === null || provisional === 0 ? 0 : mulDiv(unit.amount, provisional, unit.quantity);
  const costOfSales = known + ahead;
  return {
    stock: { quantity: stock.quantity - quantity, value: stock.value - costOfSales, average: stock.average ?? usual },
    costOfSales,
    provisional,
  };
}

/**
 * A receipt's cost changes after the fact: the supplier's invoice differs, freight is added. What is still here of the `quantity`
 * received takes its share, what was sold meanwhile is a correction of the cost of sales (IAS 2.10).
 */
export function changeCost(stock: StockCost, quantity: number, amount: Minor): CostStep {
  checkQuantity(quantity);
  const here = Math.min(Math.max(0, stock.quantity), quantity);
  const share = mulDiv(amount, here, quantity);
  const value = stock.value + share;
  const average = stock.quantity > 0 ? { amount: value, quantity: stock.quantity } : stock.average;
  return { stock: { ...stock, value, average }, costOfSales: amount - share, provisional: 0 };
}

function checkQuantity(quantity: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`not a quantity: ${quantity}`);
}
