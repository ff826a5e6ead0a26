import { type Minor, mulDiv, PPM } from '#domain/money/money.ts';

/** How often stock was sold in a period of so many days. */
export interface StockTurnover {
  /** A year, in millionths: cost of sales / average value x 365 / days. */
  turnsPpm: number | null;
  /** How many days the average stock lasts: average value x days / cost of sales. */
  days: number | null;
}

const YEAR = 365;

/** Null where one of the figures that it is divided by is not above 0. */
export function stockTurnover(costOfSales: Minor, averageValue: Minor, days: number): StockTurnover {
  return {
    turnsPpm: averageValue > 0 ? Math.round((costOfSales / averageValue) * (YEAR / days) * PPM) : null,
    days: costOfSales > 0 ? mulDiv(averageValue, days, costOfSales) : null,
  };
}
