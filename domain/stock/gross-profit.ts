import { type Minor, mulDiv, PPM } from '#domain/money/money.ts';

/** What a sale line earned: `profit` = net amount - cost; `marginPpm` is its share of the net amount, null where that is 0. */
export interface GrossProfit {
  profit: Minor;
  marginPpm: number | null;
}

/**
 * Gross profit of one line, in minor units. `netAmount` is what was taken for it without tax, after all adjustments; `cost` what it
 * was charged to the cost of sales, corrections included. Both are below zero for a return.
 */
export function grossProfit(netAmount: Minor, cost: Minor): GrossProfit {
  const profit = netAmount - cost;
  if (netAmount === 0) return { profit, marginPpm: null };
  const sign = netAmount < 0 ? -1 : 1;
  return { profit, marginPpm: mulDiv(profit * sign, PPM, netAmount * sign) };
}
