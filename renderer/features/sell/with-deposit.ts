import type { Cart } from '#domain/order/cart.ts';
import { deductDeposit } from '#domain/order/deposit.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/** Reason of the lines that a deposit takes off the ticket it was paid for. */
const DEPOSIT_REASON = 'deposit';

/** The cart with a paid deposit taken off it. One that has it already stays as it is. */
export function withDeposit(cart: Cart, { id, payload }: Pick<OrderFact, 'id' | 'payload'>): Cart {
  const returns = cart.returns ?? [];
  if (returns.some(({ source }) => source?.orderId === id)) return cart;
  return {
    ...cart,
    returns: [...returns, ...deductDeposit(id, payload, receiptText(payload.receipt), DEPOSIT_REASON)],
  };
}
