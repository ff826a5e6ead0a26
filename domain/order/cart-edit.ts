import { CHARGE_LINE } from '#domain/fulfilment/ticket-lines.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import type { Cart, CartLine, Discount, Note, ReturnLine, TaxExemption } from '#domain/order/cart.ts';
import { mergesInto } from '#domain/order/merge-lines.ts';
import { isDiscountable } from '#domain/pricing/price-lines.ts';

/** What is rung up: a line before any discount. `id` is used when it becomes a line of its own. */
export type NewItem = Omit<CartLine, 'discounts'>;

/**
 * Adds an item. A line of the same plain goods at the same price and version takes up the quantity where it stands
 * (`mergesInto`); otherwise the item becomes the last line. Its quantity is a positive integer, or a RangeError.
 */
export function addItem(cart: Cart, item: NewItem): Cart {
  return addWithLinked(cart, item, []);
}

/**
 * Adds an item and what is sold along with it (a container deposit, a bag levy). The quantities of `linked` are those for the
 * whole item; they become lines behind it, linked to it, or are taken up with it where a line with the same ones takes it up.
 */
export function addWithLinked(cart: Cart, item: NewItem, linked: readonly NewItem[]): Cart {
  for (const { quantity } of [item, ...linked]) demandQuantity(quantity, 1);
  const same = cart.lines.find((line) => mergesInto(line, item, linkedOf(cart, line.id), linked));
  if (same) return setQuantity(cart, same.id, same.quantity + item.quantity);
  const along = linked.map((one) => ({ ...one, discounts: [], linkedTo: item.id }));
  return { ...cart, lines: [...cart.lines, { ...item, discounts: [] }, ...along] };
}

/** The lines sold along with a line. */
function linkedOf(cart: Pick<Cart, 'lines'>, lineId: string): CartLine[] {
  return cart.lines.filter((line) => line.linkedTo === lineId);
}

/**
 * Whether a line's quantity stands as it is: a label says what is in the package, the scale what lay on it, a serial number is
 * of one piece, stored value goes on one card, postage is for all that is sent, and a linked line follows the one it was sold along with.
 */
export function isQuantityFixed(line: CartLine): boolean {
  const { labelAmount, serial, storedValue, linkedTo, weighing } = line;
  if (weighing?.by === 'scale' || line.id.startsWith(CHARGE_LINE)) return true;
  return [labelAmount, serial, storedValue, linkedTo].some((value) => value !== undefined);
}

/**
 * Sets a line's quantity, in smallest units, and those of its linked lines in proportion; 0 removes them, less is a RangeError.
 * A cart without that line, and one where its quantity is fixed, comes back as it was.
 */
export function setQuantity(cart: Cart, lineId: string, quantity: number): Cart {
  demandQuantity(quantity, 0);
  if (quantity === 0) return removeLine(cart, lineId);
  const line = cart.lines.find((one) => one.id === lineId);
  if (!line || line.quantity === quantity || isQuantityFixed(line)) return cart;
  return { ...cart, lines: cart.lines.map((one) => resized(one, line, quantity)) };
}

function resized(one: CartLine, line: CartLine, quantity: number): CartLine {
  if (one.id === line.id) return { ...one, quantity };
  if (one.linkedTo !== line.id) return one;
  return { ...one, quantity: Math.max(1, mulDiv(one.quantity, quantity, line.quantity)) };
}

/** Removes a line with its discounts and its linked lines. A linked line may go alone. */
export function removeLine(cart: Cart, lineId: string): Cart {
  const lines = cart.lines.filter((line) => line.id !== lineId && line.linkedTo !== lineId);
  return lines.length === cart.lines.length ? cart : { ...cart, lines };
}

/**
 * Splits `quantity` off a line into one of its own behind it (to discount one of three), its linked lines with it
 * (their ids are `newId` with a number). A line with discounts, of fixed quantity, or not larger than that stays whole.
 */
export function splitLine(cart: Cart, lineId: string, quantity: number, newId: string): Cart {
  demandQuantity(quantity, 1);
  const line = cart.lines.find((one) => one.id === lineId);
  if (!line || isQuantityFixed(line) || line.discounts.length > 0 || line.quantity <= quantity) return cart;
  const rest = setQuantity(cart, lineId, line.quantity - quantity);
  const along = linkedOf(cart, lineId).map((one, index): CartLine => {
    const left = rest.lines.find((other) => other.id === one.id)?.quantity ?? 0;
    return { ...one, id: `${newId}-${index}`, linkedTo: newId, quantity: Math.max(1, one.quantity - left) };
  });
  const last = rest.lines.findLastIndex((one) => one.id === lineId || one.linkedTo === lineId);
  return { ...rest, lines: rest.lines.toSpliced(last + 1, 0, { ...line, id: newId, quantity }, ...along) };
}

/** Puts a discount on a line, after those it has. A line that takes no discount stays as it is. */
export function discountLine(cart: Cart, lineId: string, discount: Discount): Cart {
  return withLine(cart, lineId, (line) => {
    return isDiscountable(line) ? { ...line, discounts: [...line.discounts, discount] } : line;
  });
}

/** Keeps what somebody found of a stopped line: which batch its pack is of, or that a stop need not hold it up. */
export function answerStop(cart: Cart, lineId: string, { batch, checkedStop }: StopAnswer): Cart {
  return withLine(cart, lineId, (line) => ({
    ...line,
    ...(batch === undefined ? {} : { batch }),
    ...(checkedStop === undefined ? {} : { checkedStops: [...(line.checkedStops ?? []), checkedStop] }),
  }));
}

export interface StopAnswer {
  batch?: string;
  checkedStop?: string;
}

/** Puts a discount on the whole cart, after those it has. */
export function discountCart(cart: Cart, discount: Discount): Cart {
  return { ...cart, discounts: [...cart.discounts, discount] };
}

/** Keeps with a discount which decision of a manager allowed it, in place of one before. */
export function decideDiscount(cart: Cart, discountId: string, overrideId: string): Cart {
  const decided = (discounts: readonly Discount[]) =>
    discounts.map((one) => (one.id === discountId ? { ...one, overrideId } : one));
  const lines = cart.lines.map((line) => ({ ...line, discounts: decided(line.discounts) }));
  return { ...cart, discounts: decided(cart.discounts), lines };
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

/** A price asked for by hand: per UNIT_SCALE[unit], in the store's tax regime. */
export interface PriceAsked {
  unitPrice: number;
  reason: string;
  overrideId?: string;
}

/**
 * Sets a line's price by hand; its list price is kept beside it, through any number of changes, and the price back at it
 * ends the override. The amount on a label no longer counts. Stored value stays as it is: its price is what it is worth.
 * A price that is not an integer of at least 0 is a RangeError.
 */
export function overridePrice(cart: Cart, lineId: string, { unitPrice, reason, overrideId }: PriceAsked): Cart {
  if (!Number.isSafeInteger(unitPrice) || unitPrice < 0) throw new RangeError(`not a price: ${unitPrice}`);
  return withLine(cart, lineId, (line) => {
    if (line.storedValue !== undefined) return line;
    const { labelAmount: _, priceOverride, ...rest } = line;
    const listPrice = priceOverride?.listPrice ?? line.unitPrice;
    if (unitPrice === listPrice) return priceOverride ? { ...rest, unitPrice } : line;
    const override = { listPrice, reason, ...(overrideId === undefined ? {} : { overrideId }) };
    return { ...rest, unitPrice, priceOverride: override };
  });
}

/** How far a price is below the list price, in parts per million of it: the size that permission `price-override` limits. */
export function overrideSize(listPrice: number, unitPrice: number): number {
  if (listPrice <= 0 || unitPrice >= listPrice) return 0;
  return mulDiv(listPrice - unitPrice, PPM, listPrice);
}

/** Sells the cart without tax, for a reason; null charges it again. */
export function exemptTax(cart: Cart, exemption: TaxExemption | null): Cart {
  const { taxExemption: _, ...rest } = cart;
  return exemption ? { ...rest, taxExemption: exemption } : rest;
}

/** Puts a note on a line in place of the one it has; null takes it off. */
export function noteLine(cart: Cart, lineId: string, note: Note | null): Cart {
  return withLine(cart, lineId, ({ note: _, ...rest }) => (note ? { ...rest, note } : rest));
}

/** Puts a note on the cart in place of the one it has; null takes it off. */
export function noteCart(cart: Cart, note: Note | null): Cart {
  const { note: _, ...rest } = cart;
  return note ? { ...rest, note } : rest;
}

/** Takes something back in this ticket. It takes the place of what was already coming back of the same sold line. */
export function addReturn(cart: Cart, line: ReturnLine): Cart {
  const returns = cart.returns ?? [];
  const index = returns.findIndex((one) => one.id === line.id || isSameSource(one, line));
  return { ...cart, returns: index < 0 ? [...returns, line] : returns.with(index, line) };
}

/** Leaves out something that was to come back. */
export function removeReturn(cart: Cart, returnId: string): Cart {
  const { returns = [], ...rest } = cart;
  const left = returns.filter((line) => line.id !== returnId);
  if (left.length === returns.length) return cart;
  return left.length === 0 ? rest : { ...rest, returns: left };
}

function isSameSource(a: ReturnLine, b: ReturnLine): boolean {
  if (!a.source || !b.source) return false;
  return a.source.orderId === b.source.orderId && a.source.lineId === b.source.lineId;
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

function demandQuantity(quantity: number, least: number): void {
  if (!Number.isSafeInteger(quantity) || quantity < least) throw new RangeError(`not a quantity: ${quantity}`);
}
