import type { SalesBy, SalesFigures, SalesTotals } from '#contracts/http/sales-report.ts';
import type { SalesKind } from '#domain/report/sales-kind.ts';
import { grossProfit } from '#domain/stock/gross-profit.ts';

/** What was read of a row, or of a whole period: all that can be summed. */
export interface SalesSum {
  amount: number;
  count: number;
  quantity: number;
  base: number;
  net: number;
  back: number;
  discount: number;
  cost: number;
  uncosted: number;
  liability_tax: number;
}

export const NOTHING: SalesSum = {
  amount: 0,
  count: 0,
  quantity: 0,
  base: 0,
  net: 0,
  back: 0,
  discount: 0,
  cost: 0,
  uncosted: 0,
  liability_tax: 0,
};

/** What a report's figures are made of: its kind and rows, and whether the asker may see what goods cost. */
export interface FiguresOptions {
  kind: SalesKind;
  by: SalesBy | null;
  costs: boolean;
}

/** How a sum is told in a report: which figures its kind has, and cost and profit only for whoever may see them (`costs`). */
export function salesFigures({ kind, by, costs }: FiguresOptions): (sum: SalesSum) => SalesFigures {
  return (sum) => {
    const figures = { amount: sum.amount, count: by === 'product' ? sum.quantity : sum.count };
    if (kind === 'payments') return figures;
    if (kind === 'taxes') return { ...figures, base: sum.base };
    const turnover = { net: sum.net, returns: sum.back, discounts: sum.discount };
    return { ...figures, ...turnover, ...(costs ? costFigures(sum) : {}) };
  };
}

/** The totals of turnover; `receipts` is counted apart where the sum is of lines. */
export function salesTotals(sum: SalesSum, receipts: number, costs: boolean): SalesTotals {
  return {
    turnover: sum.amount,
    receipts,
    returns: sum.back,
    discounts: sum.discount,
    tax: sum.amount - sum.net,
    net: sum.net,
    liabilityTax: sum.liability_tax,
    ...(costs ? costFigures(sum) : {}),
  };
}

function costFigures({ net, cost, uncosted }: SalesSum) {
  return { cost, ...grossProfit(net, cost), uncosted };
}

/** Sums added up, figure by figure. */
export function plusSums(sums: readonly SalesSum[]): SalesSum {
  const total = { ...NOTHING };
  for (const sum of sums) {
    for (const name of Object.keys(NOTHING) as (keyof SalesSum)[]) total[name] += sum[name];
  }
  return total;
}
