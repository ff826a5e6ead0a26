import { hasDeposit } from '#domain/order/deposit.ts';
import { isDiscountable } from '#domain/pricing/price-lines.ts';
import type { SellMenuAction } from './actions-panel.tsx';
import type { SaleView } from './sale.ts';

/** Whether an action has something to act on now. `copy`: there is a last receipt. */
export function canDo(action: SellMenuAction, view: SaleView, copy: boolean): boolean {
  const { cart, settled, selected, removed } = view;
  const line = cart?.lines.find((one) => one.id === selected);
  switch (action) {
    case 'discountCart':
      return cart?.lines.some(isDiscountable) ?? false;
    case 'discountLine':
      return line !== undefined && isDiscountable(line);
    case 'price':
      return line !== undefined && line.storedValue === undefined;
    case 'openLine':
    case 'noteLine':
    case 'remove':
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
    default:
      return true;
  }
}
