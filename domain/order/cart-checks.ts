import type { Cart } from '#domain/order/cart.ts';
import type { NewItem } from '#domain/order/cart-edit.ts';

/** Why an item can't be sold as it is. */
export type ItemFault =
  | { code: 'item-expired'; expiry: string }
  /** The piece is already in the cart, on that line. */
  | { code: 'serial-repeated'; serial: string; lineId: string }
  /** A serial number is of one piece. */
  | { code: 'quantity-invalid' };

/**
 * Whether an item may go into a cart on a business date (`YYYY-MM-DD`): not after the last day on which it may be sold, a
 * serial number once only and of one piece. Null when it may.
 */
export function itemFault(
  cart: Pick<Cart, 'lines'> | null,
  item: Pick<NewItem, 'variantId' | 'quantity' | 'serial' | 'expiry'>,
  businessDate: string,
): ItemFault | null {
  const { variantId, quantity, serial, expiry } = item;
  if (isExpired(expiry, businessDate)) return { code: 'item-expired', expiry: expiry ?? '' };
  if (serial === undefined) return null;
  if (quantity !== 1) return { code: 'quantity-invalid' };
  const same = cart?.lines.find((line) => line.variantId === variantId && line.serial === serial);
  return same ? { code: 'serial-repeated', serial, lineId: same.id } : null;
}

/** Whether the last day of sale is over. Both are `YYYY-MM-DD`. */
export function isExpired(expiry: string | undefined, businessDate: string): boolean {
  return expiry !== undefined && expiry < businessDate;
}
