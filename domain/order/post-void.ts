import type { ReturnLine } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import type { Order, Payment } from '#domain/order/order.ts';
import { returnLine } from '#domain/order/returnable.ts';
import { type Tender, tenderOf } from '#domain/tender/tender.ts';

/** A sale to be undone as if it had not been. */
export interface PostVoidAsked {
  orderId: string;
  /** Receipt number as text. */
  receipt: string;
  order: Order;
  reason: string;
  overrideId?: string;
  tenders: readonly Tender[];
  /** A new UUID for each return line and payment. */
  newId(): string;
  /** The regime of the ticket that undoes it. */
  pricesIncludeTax: boolean;
}

/** What the ticket of a post-void holds: no lines, everything back on the shelf, every payment back to where it came from. */
export type PostVoidResult =
  | { ok: true; returns: ReturnLine[]; payments: Payment[]; rounding: number; total: number }
  | { ok: false; code: Unvoidable }
  /** A means that gives nothing back. */
  | { ok: false; code: 'refund-not-given'; tender: string };

/**
 * Why a ticket is never undone as a whole. `has-returns`: what was given back then is not there to be sold again, nor is the deposit
 * that it took off; `deposit`: the cart that waits for the rest counts on it; `left-for-later`: some of it is collected or shipped, and is
 * cancelled; `account-payment`: nothing was sold.
 */
export type Unvoidable = 'has-returns' | 'deposit' | 'left-for-later' | 'account-payment';

/** Why this ticket can't be undone as a whole; null when it can, as far as the ticket itself says. */
export function unvoidable(order: Pick<Order, 'lines' | 'returns'>): Unvoidable | null {
  if (order.returns && order.returns.length > 0) return 'has-returns';
  if (order.lines.some(isDepositLine)) return 'deposit';
  if (order.lines.some(({ deliveryId }) => deliveryId !== undefined)) return 'left-for-later';
  return order.lines.length === 0 ? 'account-payment' : null;
}

/** Whether a ticket gives back every line of an order whole, and does nothing else. */
export function undoesWhole(
  undoing: Pick<Order, 'lines' | 'returns'>,
  orderId: string,
  order: Pick<Order, 'lines'>,
): boolean {
  const { lines, returns = [] } = undoing;
  const back = new Map(returns.map(({ source, quantity }) => [source?.lineId, quantity]));
  const isAll = order.lines.every(({ id, quantity }) => back.get(id) === quantity);
  const isOnly = returns.length === order.lines.length && returns.every(({ source }) => source?.orderId === orderId);
  return lines.length === 0 && isAll && isOnly;
}

/** What each gift card must still hold for its sale to be undone: what the order put on it, by its code. */
export function loadedBy({ lines }: Pick<Order, 'lines'>): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { storedValue, instrument, amount } of lines) {
    if (storedValue === undefined || instrument === undefined || amount === 0) continue;
    loads.set(instrument, (loads.get(instrument) ?? 0) + amount);
  }
  return loads;
}

/**
 * Undoes an order of which nothing came back yet: the return of everything, to the original means, cash rounding undone with
 * it, so that both tickets together come to nothing. Foreign cash goes back in the store's own. Tips are not the store's to
 * give back: a card's tip goes back where the terminal voids the payment itself. Gift cards that it loaded come back with their value
 * (`loadedBy`), charged accounts are paid, stored value that paid goes back to where it was.
 */
export function postVoid(asked: PostVoidAsked): PostVoidResult {
  const { order, orderId, receipt, reason, overrideId, tenders, newId, pricesIncludeTax } = asked;
  const never = unvoidable(order);
  if (never) return { ok: false, code: never };
  const payments: Payment[] = [];
  for (const payment of order.payments) {
    const tender = backBy(payment, tenders);
    if (!tender) return { ok: false, code: 'refund-not-given', tender: payment.tender };
    payments.push(reversed(payment, tender, newId()));
  }
  const returns = order.lines.map((line) => {
    const { quantity } = line;
    const wanted = { id: newId(), quantity, reason, condition: 'restock' as const, pricesIncludeTax };
    const allowed = overrideId === undefined ? {} : { overrideId };
    return returnLine({ orderId, receipt, order, line, before: [] }, { ...wanted, ...allowed });
  });
  return { ok: true, returns, payments, rounding: negative(order.rounding), total: negative(order.total) };
}

function backBy(payment: Payment, tenders: readonly Tender[]): Tender | undefined {
  const own = tenderOf(tenders, payment.tender);
  const tender = own?.foreign ? tenders.find((one) => one.kind === 'cash' && !one.foreign) : own;
  return tender?.refunds ? tender : undefined;
}

function reversed({ amount, reference, instrument, accountId }: Payment, { tenderId }: Tender, id: string): Payment {
  const back = negative(amount);
  return {
    id,
    tender: tenderId,
    tendered: back,
    change: 0,
    amount: back,
    ...(reference === undefined ? {} : { reference }),
    ...(instrument === undefined ? {} : { instrument }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

function negative(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
