import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { mulDiv } from '#domain/money/money.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import type { Movement } from '#domain/stock/position.ts';

/** What the `variantId` of an unlisted item begins with. */
export const UNLISTED = 'unlisted/';

/**
 * What a ticket moves: one movement per variant, in the order of first appearance. Sold goods leave the shelf, a bundle as
 * its parts; a service (no parts) and what is not listed move nothing. What comes back goes on hand only with the condition
 * `restock`: damaged and quarantined goods are not for sale. A variant that leaves and comes back in equal number is left out.
 */
export function orderMovements(order: Pick<Order, 'lines' | 'returns'>): Movement[] {
  const moved = new Map<string, number>();
  const move = (line: Moving, sign: 1 | -1) => {
    for (const { variantId, quantity } of piecesOf(line)) {
      moved.set(variantId, (moved.get(variantId) ?? 0) + sign * quantity);
    }
  };
  for (const line of order.lines) move(line, -1);
  for (const line of order.returns ?? []) if (line.condition === 'restock') move(line, 1);
  return [...moved].flatMap(([variantId, quantity]) => (quantity === 0 ? [] : [{ variantId, quantity }]));
}

type Moving = Pick<OrderLine, 'variantId' | 'quantity' | 'unit' | 'parts'>;

function piecesOf({ variantId, quantity, unit, parts }: Moving): Movement[] {
  if (variantId.startsWith(UNLISTED)) return [];
  if (!parts) return [{ variantId, quantity }];
  return parts.map((part) => {
    return { variantId: part.variantId, quantity: mulDiv(part.quantity, quantity, UNIT_SCALE[unit]) };
  });
}
