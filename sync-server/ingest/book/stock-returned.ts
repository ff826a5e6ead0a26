import type { StockReturned } from '#contracts/facts/stock-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { needStockChecks, stockExceptions } from '#sync-server/ingest/book/stock-checks.ts';
import { stockMovement } from '#sync-server/ingest/book/stock-movement.ts';
import { stockTouches } from '#sync-server/ingest/book/stock-touches.ts';

/** Goods go back to their supplier. */
export const bookStockReturned: Handler<StockReturned> = {
  needs(fact, journal, needs) {
    needStockChecks(fact, journal, needs, [fact.payload.locationId]);
  },
  book(fact, journal, lookups) {
    const { locationId, reason, supplierId, purchaseOrderId, lines } = fact.payload;
    const document = purchaseOrderId
      ? { kind: 'purchase-order', id: purchaseOrderId, text: '' }
      : { kind: 'supplier', id: supplierId, text: '' };
    return {
      movements: lines.map((line) => {
        const gone = { ...line, quantity: -line.quantity };
        return stockMovement(fact, journal, 'supplier-return', gone, { locationId, reason, document });
      }),
      exceptions: stockExceptions(fact, journal, lookups, 'stock.returned', locationId),
      touched: stockTouches(locationId, lines, lookups),
    };
  },
};
