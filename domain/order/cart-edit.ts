import type { Cart, CartLine, Discount } from '#domain/order/cart.ts';

/** What is rung up: a line before any discount. `id` is used when it becomes a line of its own. */
export type NewItem = Omit<CartLine, 'discounts'>;

/**
 * Adds an item. A line of the same variant at the same price and version, without discounts of its own, takes up the
 * quantity where it stands; otherwise the item becomes the last line. Its quantity is a positive integer, or a RangeError.
 */
export function addItem(cart: Cart, item: NewItem): Cart {
  if (!Number.isSafeInteger(item.quantity) || item.quantity < 1)
    throw new RangeError(`not a quantity: ${item.quantity}`);
  const same = cart.lines.find((line) => merges(line, item));
  if (same) return withLine(cart, same.id, (line) => ({ ...line, quantity: line.quantity + item.quantity }));
  return { ...cart, lines: [...cart.lines, { ...item, discounts: [] }] };
}

/** Sets a line's quantity, in smallest units; 0 removes the line, less is a RangeError. A cart without that line comes back as it was. */
export function setQuantity(cart: Cart, lineId: string, quantity: number): Cart {
  if (!Number.isSafeInteger(quantity) || quantity < 0) throw new RangeError(`not a quantity: ${quantity}`);
  if (quantity === 0) return removeLine(cart, lineId);
  return withLine(cart, lineId, (line) => (line.quantity === quantity ? line : { ...line, quantity }));
}

/** Removes a line with its discounts. */
export function removeLine(cart: Cart, lineId: string): Cart {
  const lines = cart.lines.filter((line) => line.id !== lineId);
  return lines.length === cart.lines.length ? cart : { ...cart, lines };
}

/** Puts a discount on a line, after those it has. */
export function discountLine(cart: Cart, lineId: string, discount: Discount): Cart {
  return withLine(cart, lineId, (line) => ({ ...line, discounts: [...line.discounts, discount] }));
}

/** Puts a discount on the whole cart, after those it has. */
export function discountCart(cart: Cart, discount: Discount): Cart {
  return { ...cart, discounts: [...cart.discounts, discount] };
}

/** Takes a discount off again, wherever it is: on a line or on the cart. */
export function removeDiscount(cart: Cart, discountId: string): Cart {
  const discounts = without(cart.discounts, discountId);
  const lines = cart.lines.map((line) => {
    const left = without(line.discounts, discountId);
    return left === line.discounts ? line : { ...line, discounts: left };
  });
  const touched = discounts !== cart.discounts || lines.some((line, index) => line !== cart.lines[index]);
  return touched ? { ...cart, discounts, lines } : cart;
}

function merges(line: CartLine, item: NewItem): boolean {
  return (
    line.variantId === item.variantId &&
    line.unitPrice === item.unitPrice &&
    line.priceVersion === item.priceVersion &&
    line.discounts.length === 0
  );
}

function withLine(cart: Cart, lineId: string, change: (line: CartLine) => CartLine): Cart {
  const index = cart.lines.findIndex((line) => line.id === lineId);
  const line = cart.lines[index];
  if (!line) return cart;
  const changed = change(line);
  return changed === line ? cart : { ...cart, lines: cart.lines.with(index, changed) };
}

function without(discounts: Discount[], discountId: string): Discount[] {
  const left = discounts.filter((discount) => discount.id !== discountId);
  return left.length === discounts.length ? discounts : left;
}
