import type { Static } from 'typebox';
import type { FACT_KINDS, FactKind } from '#contracts/facts/kinds.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import type { SaleEdit, SaleState } from './sale-state.ts';

type PayloadOf<K extends FactKind> = Static<(typeof FACT_KINDS)[K][1]>;

/** Something that happened on the way to a sale, to be journalled beside it. */
export type SideFact = {
  [K in 'cart.opened' | 'line.voided' | 'cart.abandoned' | 'restriction.checked' | 'problem.reported']: {
    kind: K;
    payload: PayloadOf<K>;
  };
}['cart.opened' | 'line.voided' | 'cart.abandoned' | 'restriction.checked' | 'problem.reported'];

/** What an edit is to be remembered by: a cart's first line, what was taken out of it, and that it was cleared. */
export function factsOf(edit: SaleEdit, before: SaleState, after: SaleState): SideFact[] {
  switch (edit.type) {
    case 'add':
    case 'return':
      return before.cart || !after.cart ? [] : [opened(after.cart)];
    case 'remove':
    case 'quantity':
      return before.cart ? voided(before.cart, before, after) : [];
    case 'clear':
      return before.cart ? [abandoned(before.cart, before, edit.reason)] : [];
    default:
      return [];
  }
}

function opened({ id, openedAt }: Cart): SideFact {
  return { kind: 'cart.opened', payload: { cartId: id, openedAt } };
}

/** One fact for every line that is gone or smaller than it was. */
function voided(cart: Cart, before: SaleState, after: SaleState): SideFact[] {
  return cart.lines.flatMap((line): SideFact[] => {
    const left = after.cart?.lines.find((one) => one.id === line.id)?.quantity ?? 0;
    if (left >= line.quantity) return [];
    const amount = amountOf(before, line) - (left === 0 ? 0 : amountOf(after, line));
    const { variantId, name } = line;
    return [
      { kind: 'line.voided', payload: { cartId: cart.id, variantId, name, quantity: line.quantity - left, amount } },
    ];
  });
}

function abandoned(cart: Cart, before: SaleState, reason: string): SideFact {
  const lines = cart.lines.map((line) => {
    const { variantId, name, quantity } = line;
    return { variantId, name, quantity, amount: amountOf(before, line) };
  });
  return { kind: 'cart.abandoned', payload: { cartId: cart.id, reason, total: before.settled?.total ?? 0, lines } };
}

function amountOf({ settled }: SaleState, line: CartLine): Minor {
  return settled?.lines.find((one) => one.lineId === line.id)?.amount ?? 0;
}
