import type { OrderEffect } from '#sync-server/ingest/effects.ts';

/** What a written line comes to; see `order_line` and `return_line`. */
export interface LineFigures {
  variant_id: string;
  quantity: number;
  gross: number;
  net: number;
  cost: number;
  liability: string | null;
}

export interface SoldFigures extends LineFigures {
  adjustment: number;
}

export interface BackFigures extends LineFigures {
  condition: string;
}

/** A line of turnover as reports sum it: what came back is negative, and `back` says it again, positive. */
export interface TurnoverLine {
  variantId: string;
  quantity: number;
  gross: number;
  net: number;
  cost: number;
  uncosted: number;
  back: number;
  discount: number;
}

/**
 * The lines of a ticket that are turnover. What was charged nothing is `uncosted`, and so is what is given back of it because it never left;
 * damaged goods that came back are a loss, not unknown.
 */
export function turnoverLines(lines: readonly SoldFigures[], returns: readonly BackFigures[]): TurnoverLine[] {
  const sold = lines.filter(isTurnover).map(({ variant_id, quantity, gross, net, cost, adjustment }) => {
    const uncosted = cost === 0 ? net : 0;
    return { variantId: variant_id, quantity, gross, net, cost, uncosted, back: 0, discount: 0 - adjustment };
  });
  const back = returns.filter(isTurnover).map(({ variant_id, quantity, gross, net, cost, condition }) => {
    const uncosted = cost === 0 && (condition === 'restock' || condition === 'undelivered') ? net : 0;
    return { variantId: variant_id, quantity: 0 - quantity, gross, net, cost, uncosted, back: 0 - gross, discount: 0 };
  });
  return [...sold, ...back];
}

/** What a ticket's turnover comes to without tax, what it cost, and what of it came back. */
export function turnoverSums(
  { total, taxTotal }: OrderEffect['order'],
  lines: readonly SoldFigures[],
  returns: readonly BackFigures[],
): { net_turnover: number; cost_of_sales: number; uncosted: number; given_back: number } {
  const owed = [...lines, ...returns].filter((line) => !isTurnover(line));
  const net = total - taxTotal - owed.reduce((sum, line) => sum + line.net, 0);
  const sums = { net_turnover: net, cost_of_sales: 0, uncosted: 0, given_back: 0 };
  for (const { cost, uncosted, back } of turnoverLines(lines, returns)) {
    sums.cost_of_sales += cost;
    sums.uncosted += uncosted;
    sums.given_back += back;
  }
  return sums;
}

function isTurnover({ liability }: LineFigures): boolean {
  return liability === null;
}
