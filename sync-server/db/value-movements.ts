import { type Minor, mulDiv } from '#domain/money/money.ts';
import { moveStock } from '#domain/stock/move-stock.ts';
import { changeCost } from '#domain/stock/stock-cost.ts';
import type { SoldValues } from '#sync-server/db/sold-values.ts';
import type { StockValues } from '#sync-server/db/stock-values.ts';
import { costOfArrival, type TransferValues } from '#sync-server/db/transfer-values.ts';
import type { MovementEffect, TransferEffect } from '#sync-server/ingest/effects.ts';

/** A movement with what it was worth (`domain/stock/move-stock.ts`). */
export interface ValuedMovement extends Omit<MovementEffect, 'cost'> {
  cost: Minor;
  correction: Minor;
}

export interface ValueBooks {
  stock: StockValues;
  sold: SoldValues;
  transfers: TransferValues;
}

/**
 * Values movements in the order in which they book. What is accepted comes at what it cost the sender; where it was accepted before
 * it was sent, a movement of 0 brings the receiver's value right. Throws a RangeError on figures beyond what numbers can count.
 */
export function valueMovements(
  movements: readonly MovementEffect[],
  transfers: readonly TransferEffect[],
  books: ValueBooks,
): ValuedMovement[] {
  const within = movedWithin(movements);
  const valued = movements.map((movement) => valueOne(movement, books, within.has(keyOf(movement))));
  for (const { transferId, lines } of transfers) {
    for (const { variantId, damaged } of lines) books.transfers.of(transferId, variantId).damaged += damaged;
  }
  return [...valued, ...transfers.flatMap((transfer) => settleSent(transfer, movements, books))];
}

function valueOne(movement: MovementEffect, books: ValueBooks, isWithin: boolean): ValuedMovement {
  const { stock, sold, transfers } = books;
  const { kind, quantity, variantId, document } = movement;
  const before = stock.of(movement);
  if (isWithin) {
    stock.set(movement, { ...before, quantity: before.quantity + quantity });
    return { ...movement, cost: 0, correction: 0 };
  }
  const line = document?.kind === 'transfer' ? transfers.of(document.id, variantId) : undefined;
  const given =
    kind === 'accepted' && line
      ? costOfArrival(line, quantity)
      : kind === 'return'
        ? sold.chargedFor(movement)
        : movement.cost;
  const { cost, correction, stock: after } = moveStock(before, quantity, given);
  stock.set(movement, after);
  sold.note(movement, cost);
  if (line && kind === 'sent') Object.assign(line, { sent: line.sent - quantity, cost: line.cost - cost });
  if (line && kind === 'accepted')
    Object.assign(line, { accepted: line.accepted + quantity, taken: line.taken + cost });
  return { ...movement, cost, correction };
}

/** Goods that one adjustment takes from one place and puts in another are worth what they were. */
function movedWithin(movements: readonly MovementEffect[]): Set<string> {
  const sums = new Map<string, number>();
  for (const movement of movements) {
    if (movement.kind !== 'adjusted') continue;
    sums.set(keyOf(movement), (sums.get(keyOf(movement)) ?? 0) + movement.quantity);
  }
  return new Set([...sums].flatMap(([key, sum]) => (sum === 0 ? [key] : [])));
}

function keyOf({ journalId, seq, kind, locationId, variantId }: MovementEffect): string {
  return [journalId, seq, kind, locationId, variantId].join('\n');
}

/** What was accepted before it was sent takes its share of the cost now that it is known (IAS 2.10, as a late invoice does). */
function settleSent(transfer: TransferEffect, movements: readonly MovementEffect[], books: ValueBooks) {
  return books.transfers.acceptedBefore(transfer).flatMap(({ locationId, variantId }): ValuedMovement[] => {
    const line = books.transfers.of(transfer.transferId, variantId);
    const cost = mulDiv(line.cost, line.accepted, line.sent) - line.taken;
    const like = movements.find((each) => each.seq === transfer.seq && each.variantId === variantId);
    if (cost === 0 || !like) return [];
    const { stock, costOfSales } = changeCost(books.stock.of({ locationId, variantId }), line.accepted, cost);
    books.stock.set({ locationId, variantId }, stock);
    line.taken += cost;
    const lot = { placeId: null, batch: null, expiry: null };
    return [{ ...like, ...lot, kind: 'accepted', locationId, quantity: 0, cost, correction: costOfSales }];
  });
}
