import type { Minor } from '#domain/money/money.ts';
import { type Liability, liabilityOf } from '#domain/order/liability-line.ts';
import type { Order } from '#domain/order/order.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';

interface Counted {
  count: number;
  amount: Minor;
}

/** Lines that stand in receipts and are no turnover: how many, and what they came to with tax. All amounts are positive. */
export interface Liabilities {
  depositsTaken: Counted;
  /** Taken off the ticket that completes the order, or given back. */
  depositsDeducted: Counted;
  /** Gift cards sold and topped up. */
  cardsSold: Counted;
  /** Gift cards whose sale was undone. Absent where there were none. */
  cardsReturned?: Counted | undefined;
}

export const NO_LIABILITIES: Liabilities = {
  depositsTaken: { count: 0, amount: 0 },
  depositsDeducted: { count: 0, amount: 0 },
  cardsSold: { count: 0, amount: 0 },
};

/** The liabilities with those of one more ticket. */
export function addLiabilities(before: Liabilities, order: Order): Liabilities {
  const of = (lines: readonly { amount: Minor; taxes: readonly TaxLine[] }[]): Counted => ({
    count: lines.length,
    amount: lines.reduce((sum, line) => sum + amountWithTax(order, line), 0),
  });
  const back = (kind: Liability): Counted => {
    const { count, amount } = of((order.returns ?? []).filter((line) => liabilityOf(line) === kind));
    return { count, amount: -amount };
  };
  const cards = plus(before.cardsReturned ?? { count: 0, amount: 0 }, back('gift-card'));
  return {
    depositsTaken: plus(before.depositsTaken, of(order.lines.filter((line) => liabilityOf(line) === 'deposit'))),
    depositsDeducted: plus(before.depositsDeducted, back('deposit')),
    cardsSold: plus(before.cardsSold, of(order.lines.filter((line) => liabilityOf(line) === 'gift-card'))),
    ...(cards.count === 0 ? {} : { cardsReturned: cards }),
  };
}

interface Figures {
  sales: Counted;
  returns: Counted;
  total: Minor;
  /** Absent from sessions that were opened before these were told apart: all counts as turnover then. */
  liabilities?: Liabilities | undefined;
}

/** Sales, returns and total of a session or a day without what is no turnover. */
export function turnoverOf({ sales, returns, total, liabilities = NO_LIABILITIES }: Figures): {
  sales: Counted;
  returns: Counted;
  total: Minor;
} {
  const { depositsTaken, depositsDeducted, cardsSold, cardsReturned = { count: 0, amount: 0 } } = liabilities;
  return {
    sales: minus(minus(sales, depositsTaken), cardsSold),
    returns: minus(minus(returns, depositsDeducted), cardsReturned),
    total: total - depositsTaken.amount - cardsSold.amount + depositsDeducted.amount + cardsReturned.amount,
  };
}

/** Whether anything stands in the receipts that is no turnover. */
export function hasLiabilities(liabilities: Liabilities = NO_LIABILITIES): boolean {
  return Object.values(liabilities).some((counted: Counted | undefined) => counted !== undefined && counted.count > 0);
}

function plus(a: Counted, b: Counted): Counted {
  return { count: a.count + b.count, amount: a.amount + b.amount };
}

function minus(a: Counted, b: Counted): Counted {
  return { count: a.count - b.count, amount: a.amount - b.amount };
}
