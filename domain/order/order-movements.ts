import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { mulDiv } from '#domain/money/money.ts';
import type { Order, OrderLine } from '#domain/order/order.ts';
import type { Movement } from '#domain/stock/position.ts';

/** What the `variantId` of an unlisted item begins with. */
export const UNLISTED = 'unlisted/';

/** What one line of a ticket moves of a variant. `quantity` is signed, in the variant's smallest unit. */
export interface OrderPiece extends Movement {
  lineId: string;
  kind: 'sale' | 'return';
  batch: string | null;
  expiry: string | null;
  /** The order that it was sold with; only of what comes back. */
  sourceId: string | null;
}

type MovingOrder = Pick<Order, 'lines' | 'returns' | 'fulfilmentId'>;

/**
 * What each line moves: sold goods leave the shelf, a bundle as its parts; a service (no parts) and what is not listed move
 * nothing, nor does what left with a fulfilment before, nor what is collected or shipped: that moves where and when it leaves. What comes
 * back goes on hand only with the condition `restock`: damaged and quarantined goods are not for sale.
 */
export function orderPieces({ lines, returns = [], fulfilmentId }: MovingOrder): OrderPiece[] {
  const carried = lines.filter(({ deliveryId }) => deliveryId === undefined);
  const sold = (fulfilmentId === undefined ? carried : []).flatMap((line) => {
    const lot = { batch: line.batch ?? null, expiry: line.expiry ?? null, sourceId: null };
    return piecesOf(line, -1).map((piece) => ({ ...piece, lineId: line.id, kind: 'sale' as const, ...lot }));
  });
  const back = returns.flatMap((line) => {
    if (line.condition !== 'restock') return [];
    const lot = { batch: null, expiry: null, sourceId: line.source?.orderId ?? null };
    return piecesOf(line, 1).map((piece) => ({ ...piece, lineId: line.id, kind: 'return' as const, ...lot }));
  });
  return [...sold, ...back];
}

/**
 * What a ticket moves in all: one movement per variant, in the order of first appearance. A variant that leaves and comes back in
 * equal number is left out.
 */
export function orderMovements(order: MovingOrder): Movement[] {
  const moved = new Map<string, number>();
  for (const { variantId, quantity } of orderPieces(order)) {
    moved.set(variantId, (moved.get(variantId) ?? 0) + quantity);
  }
  return [...moved].flatMap(([variantId, quantity]) => (quantity === 0 ? [] : [{ variantId, quantity }]));
}

type Moving = Pick<OrderLine, 'variantId' | 'quantity' | 'unit' | 'parts'>;

function piecesOf({ variantId, quantity, unit, parts }: Moving, sign: 1 | -1): Movement[] {
  if (variantId.startsWith(UNLISTED)) return [];
  if (!parts) return [{ variantId, quantity: sign * quantity }];
  return parts.map((part) => {
    return { variantId: part.variantId, quantity: sign * mulDiv(part.quantity, quantity, UNIT_SCALE[unit]) };
  });
}
