import { mulDiv, PPM } from '#domain/money/money.ts';
import type { Permission } from '#domain/operator/permission.ts';
import type { Discount } from '#domain/order/cart.ts';
import { overrideSize } from '#domain/order/cart-edit.ts';
import type { SaleEdit, SaleState } from './sale-state.ts';

/** What an edit needs, and how much of it. */
export interface Needed {
  permission: Permission;
  size: number;
}

/** The permission an edit needs beside selling; `null` for most. */
export function neededFor(edit: SaleEdit, state: SaleState): Needed | null {
  switch (edit.type) {
    case 'remove':
      return { permission: 'line-void', size: 0 };
    case 'quantity':
      return lowers(edit, state) ? { permission: 'line-void', size: 0 } : null;
    case 'clear':
      return { permission: 'cart-abandon', size: 0 };
    case 'discount-line':
      return { permission: 'discount', size: discountSize(edit.discount, lineAmount(state, edit.lineId)) };
    case 'discount-cart':
      return { permission: 'discount', size: discountSize(edit.discount, cartAmount(state)) };
    case 'price':
      return { permission: 'price-override', size: priceSize(edit, state) };
    case 'exempt':
      return edit.exemption ? { permission: 'tax-exempt', size: 0 } : null;
    default:
      return null;
  }
}

/** The edit with the manager's decision that allowed it. */
export function withOverride(edit: SaleEdit, overrideId: string | undefined): SaleEdit {
  if (overrideId === undefined) return edit;
  switch (edit.type) {
    case 'discount-line':
    case 'discount-cart':
      return { ...edit, discount: { ...edit.discount, overrideId } };
    case 'price':
      return { ...edit, asked: { ...edit.asked, overrideId } };
    case 'exempt':
      return edit.exemption ? { ...edit, exemption: { ...edit.exemption, overrideId } } : edit;
    default:
      return edit;
  }
}

/** How large a discount is, in parts per million of what it is taken off. */
export function discountSize({ kind, value }: Pick<Discount, 'kind' | 'value'>, amount: number): number {
  if (kind === 'percent') return value;
  return amount <= 0 ? PPM : mulDiv(Math.min(value, amount), PPM, amount);
}

function lowers({ lineId, quantity }: { lineId: string; quantity: number }, { cart }: SaleState): boolean {
  return (cart?.lines.find((line) => line.id === lineId)?.quantity ?? 0) > quantity;
}

function priceSize({ lineId, asked }: { lineId: string; asked: { unitPrice: number } }, { cart }: SaleState): number {
  const line = cart?.lines.find((one) => one.id === lineId);
  return line ? overrideSize(line.priceOverride?.listPrice ?? line.unitPrice, asked.unitPrice) : 0;
}

function lineAmount({ settled }: SaleState, lineId: string): number {
  return settled?.lines.find((line) => line.lineId === lineId)?.amount ?? 0;
}

function cartAmount({ settled }: SaleState): number {
  return settled?.lines.reduce((sum, line) => sum + line.amount, 0) ?? 0;
}
