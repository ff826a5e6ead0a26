import { canDeliver, isPostage } from '#domain/order/cart-deliveries.ts';
import { hasDeposit } from '#domain/order/deposit.ts';
import { isDiscountable } from '#domain/pricing/price-lines.ts';
import type { SellMenuAction } from './actions-panel.tsx';
import type { SaleView } from './sale.ts';

/** What the shop has besides the cart: `copy`, a last receipt; `accounts`, a tender by which members buy on account. */
export interface Around {
  copy: boolean;
  accounts: boolean;
  /** What is sold may be collected elsewhere or shipped. */
  delivers: boolean;
}

/** Whether an action has something to act on now. */
export function canDo(action: SellMenuAction, view: SaleView, { copy, accounts, delivers }: Around): boolean {
  const { cart, settled, selected, removed } = view;
  const line = cart?.lines.find((one) => one.id === selected);
  switch (action) {
    case 'discountCart':
      return cart?.lines.some(isDiscountable) ?? false;
    case 'discountLine':
      return line !== undefined && isDiscountable(line);
    case 'price':
      return line !== undefined && line.storedValue === undefined;
    case 'deliver':
      return delivers && cart !== null && line !== undefined && canDeliver(cart, line);
    case 'remove':
      return line !== undefined && !isPostage(line);
    case 'openLine':
    case 'noteLine':
      return line !== undefined;
    case 'clear':
      return cart !== null && (cart.lines.length > 0 || !hasDeposit(cart));
    case 'noteCart':
      return cart !== null;
    case 'exempt':
      return cart !== null && cart.lines.length > 0;
    case 'pay':
      return settled !== null;
    case 'undo':
      return removed !== null;
    case 'copy':
      return copy;
    case 'account':
      return accounts && cart === null;
    default:
      return true;
  }
}
