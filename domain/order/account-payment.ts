import type { Minor } from '#domain/money/money.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { Order, Payment } from '#domain/order/order.ts';

/** What a ticket pays off a member's account. */
export interface AccountPayment {
  accountId: string;
  /** In minor units, positive. */
  amount: Minor;
  /** The payment on account that stands against the money taken. */
  paymentId: string;
}

/**
 * The cart of a payment onto a member's account: nothing is sold and no tax arises, for what is paid was taxed when it was
 * sold. `amount` is positive. `opened` names the cart.
 */
export function accountCart(
  opened: Pick<Cart, 'id' | 'operatorId' | 'openedAt'>,
  memberId: string,
  amount: Minor,
): Cart {
  if (!Number.isSafeInteger(amount) || amount < 1) throw new RangeError(`not a payment on account: ${amount}`);
  return { ...opened, lines: [], discounts: [], memberId, accountPayment: amount };
}

/**
 * What stands in the ticket of such a cart against the money that was taken, so that both come to nothing: the account's own
 * tender, negative. None for any other cart.
 */
export function accountCredit({ accountPayment, memberId }: Cart, tender: string, id: string): Payment[] {
  if (accountPayment === undefined || memberId === undefined) return [];
  const amount = -accountPayment;
  return [{ id, tender, tendered: amount, change: 0, amount, accountId: memberId }];
}

/** The payment on account that a ticket is; null for one that sells or takes back. */
export function accountPaymentOf({
  lines,
  returns = [],
  payments,
}: Pick<Order, 'lines' | 'returns' | 'payments'>): AccountPayment | null {
  if (lines.length > 0 || returns.length > 0) return null;
  const credit = payments.find(({ accountId, amount }) => accountId !== undefined && amount < 0);
  if (credit?.accountId === undefined) return null;
  return { accountId: credit.accountId, amount: -credit.amount, paymentId: credit.id };
}
