import type { VariantQuantity } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';
import { type OrderPiece, orderPieces } from '#domain/order/order-movements.ts';
import { lineCosts } from '#domain/stock/line-costs.ts';
import type { ValuedMovement } from '#sync-server/db/value-movements.ts';
import type { OrderEffect, Source } from '#sync-server/ingest/effects.ts';

/** What was charged for each line of a ticket, and, zero or negative, what came off for each return line; by the lines' ids. */
export interface OrderCosts {
  lines: ReadonlyMap<string, Minor>;
  returns: ReadonlyMap<string, Minor>;
}

const NOTHING: OrderCosts = { lines: new Map(), returns: new Map() };

/**
 * The costs of each order of a batch, from what its movements were worth; of one that moves nothing, because its goods left with a
 * fulfilment, from what `left` says they were charged.
 */
export function orderCosts(
  orders: readonly OrderEffect[],
  movements: readonly ValuedMovement[],
  left: ReadonlyMap<string, OrderCosts['lines']> = new Map(),
): (order: Source) => OrderCosts {
  const byFact = new Map<string, ValuedMovement[]>();
  for (const movement of movements) {
    if (movement.cost === 0) continue;
    const key = keyOf(movement);
    const known = byFact.get(key);
    if (known) known.push(movement);
    else byFact.set(key, [movement]);
  }
  const costs = new Map<string, OrderCosts>();
  for (const order of orders) {
    const moved = byFact.get(keyOf(order));
    const charged = left.get(order.orderId);
    if (charged) costs.set(keyOf(order), { lines: charged, returns: new Map() });
    else if (moved) costs.set(keyOf(order), costsOf(order, moved));
  }
  return (order) => costs.get(keyOf(order)) ?? NOTHING;
}

function costsOf({ order }: OrderEffect, movements: readonly ValuedMovement[]): OrderCosts {
  const pieces = orderPieces(order);
  const returns = new Map<string, Minor>();
  for (const sourceId of new Set(movements.map((movement) => movement.sourceId))) {
    const isOf = (each: OrderPiece | ValuedMovement) => each.kind === 'return' && each.sourceId === sourceId;
    for (const [lineId, cost] of splitOver(pieces.filter(isOf), movements.filter(isOf)))
      returns.set(lineId, (returns.get(lineId) ?? 0) - cost);
  }
  const isSale = ({ kind }: { kind: string }) => kind === 'sale';
  return { lines: splitOver(pieces.filter(isSale), movements.filter(isSale)), returns };
}

/** Splits what was charged over the lines; a line of several pieces moves all of them. */
function splitOver(pieces: readonly OrderPiece[], movements: readonly ValuedMovement[]): Map<string, Minor> {
  const lines = new Map<string, { lineId: string; moved: VariantQuantity[] }>();
  for (const { lineId, variantId, quantity } of pieces) {
    const line = lines.get(lineId) ?? { lineId, moved: [] };
    line.moved.push({ variantId, quantity: Math.abs(quantity) });
    lines.set(lineId, line);
  }
  const charged = new Map<string, Minor>();
  for (const { variantId, kind, cost } of movements) {
    charged.set(variantId, (charged.get(variantId) ?? 0) + (kind === 'sale' ? -cost : cost));
  }
  return lineCosts([...lines.values()], charged);
}

function keyOf({ journalId, seq }: Source): string {
  return `${journalId}/${seq}`;
}
