import { v7 as uuid } from 'uuid';
import type { Minor } from '#domain/money/money.ts';
import type { Cart } from '#domain/order/cart.ts';
import { depositLines } from '#domain/order/deposit.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/** Whether a deposit may be taken on a cart: something of it is to be paid, and it is no deposit or stored value itself. */
export function takesDeposit(cart: Cart, settled: Settled): boolean {
  if (cart.depositOn || cart.placed || settled.total <= 1 || cart.lines.length === 0) return false;
  return cart.lines.every(({ storedValue }) => storedValue === undefined);
}

/** The cart of a deposit of `amount` minor units, more than 0 and less than the total, on another cart. `name` is that of its lines. */
export function depositCart(cart: Cart, settled: Settled, rules: TaxRules, amount: Minor, name: string): Cart {
  const { operatorId, memberId } = cart;
  return {
    id: uuid(),
    operatorId,
    openedAt: new Date().toISOString(),
    lines: depositLines(cart, settled, rules, amount, { name, newId: uuid }),
    discounts: [],
    ...(memberId === undefined ? {} : { memberId }),
    depositOn: cart,
  };
}
