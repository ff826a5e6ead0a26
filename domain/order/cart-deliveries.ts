import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { CHARGE_LINE, chargeVariant } from '#domain/fulfilment/ticket-lines.ts';
import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { Cart, CartDelivery, CartLine, CartOrder, Postage } from '#domain/order/cart.ts';
import { isQuantityFixed, splitLine } from '#domain/order/cart-edit.ts';

/**
 * Whether a line can be left for a store or a carrier: plain goods by the piece. What is one particular piece, is weighed here, is made of
 * parts or is sold along with something is carried out.
 */
export function canDeliver({ lines }: Pick<Cart, 'lines'>, line: CartLine): boolean {
  const { unit, parts, unlisted, batch, expiry, id } = line;
  const isPlain = unit === 'each' && parts === undefined && unlisted === undefined && !isPostage(line);
  const isAny = batch === undefined && expiry === undefined && !isQuantityFixed(line);
  return isPlain && isAny && lines.every(({ linkedTo }) => linkedTo !== id);
}

/** Whether a line is the postage of what is shipped. */
export function isPostage({ id }: Pick<CartLine, 'id'>): boolean {
  return id.startsWith(CHARGE_LINE);
}

/** Whether a ticket's line is postage by its store's rule: it is no product, whatever its id says, and of a delivery. */
export function isStorePostage(line: Pick<CartLine, 'id' | 'variantId' | 'deliveryId'>): boolean {
  return isPostage(line) && line.variantId === chargeVariant('shipping') && line.deliveryId !== undefined;
}

/** Where goods are to go, and what sending them costs. */
export interface Destination {
  /** As the order is called from its first delivery on: one that the cart has already keeps its name. Who it is for is as it was said last. */
  order: Pick<CartOrder, 'orderId' | 'number' | 'customerId'>;
  delivery: CartDelivery;
  postage?: Postage;
}

/**
 * Leaves `quantity` of a line, in smallest units, for a delivery, or has it carried out again (null). Of a part the rest becomes a line of its own
 * (`newId`); a line with discounts of its own goes whole. A line that can't be left comes back as it was.
 */
export function deliverLine(
  cart: Cart,
  asked: { lineId: string; quantity: number; newId: string },
  to: Destination | null,
): Cart {
  const line = cart.lines.find(({ id }) => id === asked.lineId);
  if (!line || !canDeliver(cart, line)) return cart;
  const parted = asked.quantity < line.quantity ? splitLine(cart, line.id, asked.quantity, asked.newId) : cart;
  const movedId = parted === cart ? line.id : asked.newId;
  const lines = parted.lines.map((one) => (one.id === movedId ? sentTo(one, to?.delivery.id) : one));
  return withPostage({ ...parted, lines, ...(to ? { placed: placedTo(cart.placed, to) } : {}) });
}

function sentTo({ deliveryId: _, ...line }: CartLine, deliveryId: string | undefined): CartLine {
  return deliveryId === undefined ? line : { ...line, deliveryId };
}

function placedTo(placed: CartOrder | undefined, { order, delivery, postage }: Destination): CartOrder {
  const others = (placed?.deliveries ?? []).filter(({ id }) => id !== delivery.id);
  const paid = postage ?? placed?.postage;
  return {
    ...(placed ?? { ...order, customer: { name: '' } }),
    customerId: order.customerId,
    deliveries: [...others, delivery],
    ...(paid ? { postage: paid } : {}),
  };
}

/** The cart with the postage that what is shipped costs now, and without deliveries that nothing is left for. */
export function withPostage(cart: Cart): Cart {
  if (!cart.placed) return cart;
  const { placed, ...rest } = cart;
  const goods = cart.lines.filter((line) => !isPostage(line));
  const deliveries = placed.deliveries.filter(({ id }) => goods.some(({ deliveryId }) => deliveryId === id));
  if (deliveries.length === 0) return { ...rest, lines: goods };
  const shipped = deliveries.find(({ method }) => method === 'ship');
  const sent = goods.filter(({ deliveryId }) => shipped && deliveryId === shipped.id);
  const due = shipped && placed.postage ? postageLine(placed.postage, sent, shipped.id) : null;
  const before = cart.lines.find(isPostage);
  const isSame = due?.taxCategory === before?.taxCategory && due?.unitPrice === listPriceOf(before);
  const line = before && isSame ? before : due;
  return { ...rest, lines: line ? [...goods, line] : goods, placed: { ...placed, deliveries } };
}

function listPriceOf(line: CartLine | undefined): Minor | undefined {
  return line?.priceOverride?.listPrice ?? line?.unitPrice;
}

/**
 * What sending goods costs: nothing (null), from `freeFrom` on of their list prices. It is taxed as what is dearest of them, which sending is
 * ancillary to (Court of Justice of the EU, C-349/96, Card Protection Plan, paragraph 30).
 */
function postageLine(
  { name, amount, freeFrom }: Postage,
  sent: readonly CartLine[],
  deliveryId: string,
): CartLine | null {
  const worths = sent.map(({ unitPrice, quantity, unit }) => mulDiv(unitPrice, quantity, UNIT_SCALE[unit]));
  const worth = worths.reduce((sum, each) => sum + each, 0);
  const dearest = sent[worths.indexOf(Math.max(...worths))];
  if (!dearest || amount === 0 || (freeFrom !== undefined && worth >= freeFrom)) return null;
  return {
    ...{ id: `${CHARGE_LINE}${deliveryId}`, variantId: chargeVariant('shipping'), sku: 'shipping', name },
    ...{ unit: 'each', taxCategory: dearest.taxCategory, quantity: 1, unitPrice: amount, priceVersion: 0 },
    ...{ priceSource: 'entered', discounts: [], undiscountable: true, deliveryId },
  };
}

/** What is missing before the order can be placed; null where nothing is. */
export type PlacingFault = 'name' | 'contact' | 'address';

/** A member's own profile says how to reach them; of anybody else there is a name, and a phone number or e-mail address. */
export function placingFault({ placed, memberId }: Pick<Cart, 'placed' | 'memberId'>): PlacingFault | null {
  if (!placed) return null;
  const { name, phone = '', email = '' } = placed.customer;
  if (name.trim() === '') return 'name';
  if (memberId === undefined && phone.trim() === '' && email.trim() === '') return 'contact';
  const shipped = placed.deliveries.filter(({ method }) => method === 'ship');
  return shipped.every(({ address }) => address !== undefined) ? null : 'address';
}
