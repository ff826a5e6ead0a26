import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { orderAsked } from '#domain/operator/order-asked.ts';
import { orderMovements, orderPieces } from '#domain/order/order-movements.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { takeParked } from '#sync-server/ingest/book/cart-parked.ts';
import { needCatalogue } from '#sync-server/ingest/book/catalogue-checks.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { orderExceptions } from '#sync-server/ingest/book/order-checks.ts';
import { needPriceLists } from '#sync-server/ingest/book/price-list-checks.ts';
import { returnResolutions } from '#sync-server/ingest/book/return-checks.ts';
import { needSaleStops } from '#sync-server/ingest/book/sale-stop-checks.ts';
import { recover } from '#sync-server/ingest/book/session-recovered.ts';
import { type Effects, type MovementEffect, storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import { type Journal, priceKey, taxKey } from '#sync-server/ingest/ingest-store.ts';

/** A ticket books as it was witnessed; what differs from what the server knows opens exceptions beside it. */
export const bookOrderCompleted: Handler<OrderCompleted> = {
  needs({ id, operatorId, payload }, { storeId, journalId }, needs) {
    needs.storeIds.add(storeId);
    needs.orderIds.add(id);
    if (operatorId) needs.operatorIds.add(operatorId);
    needs.taxRules.set(taxKey(storeId, payload.taxVersion), { storeId, version: payload.taxVersion });
    needCatalogue(payload.lines, needs);
    needSaleStops(payload, needs);
    needPriceLists(payload, needs.pricing);
    needs.day.overrideSubjects.add(id);
    for (const { variantId, priceVersion } of payload.lines) {
      needs.prices.set(priceKey(storeId, variantId, priceVersion), { storeId, variantId, version: priceVersion });
    }
    needs.day.policy = true;
    needs.day.sessionJournals.add(journalId);
    needs.day.parkedCartIds.add(id);
    needs.day.returnedIds.add(id);
    for (const { overrideId } of orderAsked(payload, () => false))
      if (overrideId) needs.day.overrideIds.add(overrideId);
    for (const { source } of payload.returns ?? []) {
      if (!source) continue;
      needs.day.sourceIds.add(source.orderId);
      needs.day.returnedIds.add(source.orderId);
    }
  },

  book(fact, journal, lookups): Partial<Effects> {
    const { journalId, storeId, registerId } = journal;
    const source = { journalId, seq: fact.seq };
    const locationId = lookups.locations.get(storeId) ?? storeId;
    const movements = orderMovements(fact.payload);
    const { operatorId, at, businessDate } = fact;
    const recovered = recover(fact, journal, lookups);
    const taken = takeParked(fact, fact.id, lookups);
    return {
      orders: [{ ...source, orderId: fact.id, storeId, registerId, operatorId, at, businessDate, order: fact.payload }],
      movements: movementsOf(fact, journal, locationId),
      day: [...recovered.day, ...taken.day],
      exceptions: [...orderExceptions(fact, journal, lookups), ...recovered.exceptions],
      resolutions: returnResolutions(fact, journal, lookups),
      touched: [
        ...movements.map(
          ({ variantId }): Touch => ({ feed: storeFeed(storeId), kind: 'stock-overlay', key: variantId }),
        ),
        ...taken.touched,
      ],
    };
  },

  receiptNumber({ payload: { receipt } }, { receiptSeries, lastReceipt }) {
    return receipt.series === receiptSeries ? Math.max(lastReceipt, receipt.number) : lastReceipt;
  },
};

/** What the ticket moves, by variant, lot and, of what comes back, the order that it was sold with. */
function movementsOf(fact: Fact<OrderCompleted>, { journalId, registerId }: Journal, locationId: string) {
  const { seq, at, businessDate, operatorId, payload } = fact;
  const stamp = { journalId, seq, locationId, reason: null, at, businessDate, placeId: null, operatorId, registerId };
  const document = { kind: 'order', id: fact.id, text: receiptText(payload.receipt) };
  const moved = new Map<string, MovementEffect>();
  for (const { lineId: _, ...piece } of orderPieces(payload)) {
    const key = [piece.kind, piece.variantId, piece.batch, piece.expiry, piece.sourceId].join('\n');
    const movement = moved.get(key);
    if (movement) movement.quantity += piece.quantity;
    else moved.set(key, { ...stamp, ...piece, document, asOf: null, cost: null });
  }
  return [...moved.values()].filter(({ quantity }) => quantity !== 0);
}
